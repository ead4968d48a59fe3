using System.Text.Json.Serialization;

namespace DeployCrew.Core.Ports;

/// <summary>Asks an endpoint as a client would.</summary>
public interface IEndpointProbe
{
    /// <summary>One request. An endpoint that cannot be reached is a result, not an exception.</summary>
    /// <param name="url">Address, with path.</param>
    /// <param name="caCertificate">PEM of an authority to trust besides the system's own, or null.</param>
    /// <param name="timeout">For the whole request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ProbeResult> GetAsync(Uri url, string? caCertificate, TimeSpan timeout, CancellationToken cancellationToken);
}

/// <summary>What a probe saw.</summary>
/// <param name="Url">Address that was asked.</param>
/// <param name="Status">HTTP status, or null when there was no answer.</param>
/// <param name="Milliseconds">From the start of connecting to the end of the body.</param>
/// <param name="Certificate">Certificate of the endpoint; null without TLS or without a connection.</param>
/// <param name="Trusted">Whether the certificate chain and the name were valid.</param>
/// <param name="Error">Why there was no answer.</param>
/// <param name="Transcript">Request and answer, line by line, body shortened.</param>
public sealed record ProbeResult(
    Uri Url, int? Status, double Milliseconds, EndpointCertificate? Certificate, bool Trusted, string? Error, IReadOnlyList<string> Transcript)
{
    /// <summary>The answer's body, its first megabyte. Evidence has the transcript instead.</summary>
    [JsonIgnore]
    public string Body { get; init; } = "";

    /// <summary>Whether the answer's status is 200-399.</summary>
    public bool Succeeded => Status is >= 200 and < 400;
}

/// <summary>The certificate that an endpoint showed.</summary>
public sealed record EndpointCertificate(
    string Subject, string Issuer, IReadOnlyList<string> DnsNames, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Sha256);
