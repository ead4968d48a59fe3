using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace DeployCrew.Web.Access;

/// <summary>Where and how it is listened: TLS, and what a client may send at all.</summary>
internal static class Listener
{
    private const int LargestBody = 64 << 10; // who takes more says so

    public static void Configure(KestrelServerOptions kestrel, WebOptions options, TimeProvider time)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestLineSize = 4 << 10;
        kestrel.Limits.RequestHeadersTimeout = options.Limits.Headers;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(options.Limits.SlowestBody, options.Limits.SlowStart);
        var certificate = options.Certificate is { } files ? new ServerCertificate(files, time) : null;
        kestrel.Listen(options.Address, options.Port, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
                });
        });
    }
}
