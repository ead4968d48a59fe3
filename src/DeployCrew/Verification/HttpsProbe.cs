using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeployCrew.Core.Network;
using DeployCrew.Core.Ports;

namespace DeployCrew.Verification;

/// <summary>Asks endpoints on a connection of its own each time, so that every probe sees the certificate and a fresh choice of target.</summary>
public sealed class HttpsProbe(TimeProvider time) : IEndpointProbe
{
    private const int ShownBody = 500;
    private const int KeptBody = 1024 * 1024;

    /// <inheritdoc/>
    public async Task<ProbeResult> GetAsync(Uri url, string? caCertificate, TimeSpan timeout, CancellationToken cancellationToken)
    {
        EndpointCertificate? certificate = null;
        var trusted = false;
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        if (url.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            handler.ConnectCallback = ConnectHereAsync;
        else
            handler.ConnectCallback = OutwardConnection.OpenAsync;
        // Validation is done, against the system's authorities and the given one; its outcome is part of the result instead of an exception.
#pragma warning disable CA5359
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, problems) =>
        {
            certificate = Describe((X509Certificate2?)shown);
            trusted = problems == SslPolicyErrors.None || IsTrusted((X509Certificate2)shown!, chain, caCertificate, problems);
            return true;
        };
#pragma warning restore CA5359
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var transcript = new List<string> { $"> GET {url}" };
        var started = Stopwatch.GetTimestamp();
        double Elapsed() => Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1);
        try
        {
            using var answer = await client.GetAsync(url, linked.Token);
            var body = await answer.Content.ReadAsStringAsync(linked.Token);
            transcript.Add($"< HTTP/{answer.Version} {(int)answer.StatusCode} {answer.ReasonPhrase} ({Elapsed()} ms)");
            transcript.AddRange(answer.Headers.Concat(answer.Content.Headers).Select(header => $"< {header.Key}: {string.Join(", ", header.Value)}"));
            if (body.Length > 0)
                transcript.Add("< " + (body.Length > ShownBody ? body[..ShownBody] + "…" : body).ReplaceLineEndings("\n< ").TrimEnd('<', ' ', '\n'));
            return new ProbeResult(url, (int)answer.StatusCode, Elapsed(), certificate, trusted, null, transcript) { Body = body.Length > KeptBody ? body[..KeptBody] : body };
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var reason = error is OperationCanceledException ? $"no answer within {timeout.TotalSeconds:0} s" : error.Message;
            transcript.Add($"! {reason}");
            return new ProbeResult(url, null, Elapsed(), certificate, trusted, reason, transcript);
        }
    }

    // RFC 6761, 6.3: names below localhost are this machine, whatever a name server thinks of them.
    private static async ValueTask<Stream> ConnectHereAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync("localhost", context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsTrusted(X509Certificate2 shown, X509Chain? chain, string? caCertificate, SslPolicyErrors problems)
    {
        if (caCertificate is null || (problems & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            return false;
        using var authority = X509Certificate2.CreateFromPem(caCertificate);
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.Add(authority);
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(shown);
    }

    private static EndpointCertificate? Describe(X509Certificate2? certificate)
    {
        if (certificate is null)
            return null;
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
        return new EndpointCertificate(
            certificate.Subject, certificate.Issuer, [.. names], certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(),
            certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
    }
}
