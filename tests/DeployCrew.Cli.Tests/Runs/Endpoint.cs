using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>A client that trusts one authority and nothing else, as a user with the printed CA has it.</summary>
internal static class Endpoint
{
    public static HttpClient Trusting(string caFile)
    {
        var authority = X509Certificate2.CreateFromPem(File.ReadAllText(caFile));
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority },
                },
            },
        })
        {
            Timeout = TimeSpan.FromSeconds(10),
        };
    }
}
