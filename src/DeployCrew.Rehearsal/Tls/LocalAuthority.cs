using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tls;

/// <summary>A certificate authority of this machine alone. Its key never leaves the folder; clients trust it by being given its PEM.</summary>
internal sealed class LocalAuthority(string folder, TimeProvider time) : IDisposable
{
    private readonly Lazy<X509Certificate2> authority = new(() => LoadOrCreate(folder, time));

    /// <summary>The authority's certificate, for clients.</summary>
    public string CertificatePem => authority.Value.ExportCertificatePem();

    /// <summary>A server certificate for localhost, its addresses, and the names given.</summary>
    public X509Certificate2 Issue(IEnumerable<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddDnsName("localhost");
        alternatives.AddIpAddress(IPAddress.Loopback);
        alternatives.AddIpAddress(IPAddress.IPv6Loopback);
        foreach (var name in names)
            alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false)); // serverAuth, RFC 5280 4.2.1.12
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority.Value, true, false));
        var now = time.GetUtcNow();
        using var certificate = request.Create(authority.Value, now.AddHours(-1), now.AddDays(90), Serial());
        using var withKey = certificate.CopyWithPrivateKey(key);
        // Windows' TLS needs a key that is persisted; a PKCS#12 round trip gives one everywhere.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (authority.IsValueCreated)
            authority.Value.Dispose();
    }

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f; // RFC 5280 4.1.2.2: a positive integer
        return serial;
    }

    private static X509Certificate2 LoadOrCreate(string folder, TimeProvider time)
    {
        var certificateFile = Path.Combine(folder, "ca.pem");
        var keyFile = Path.Combine(folder, "ca-key.pem");
        if (File.Exists(certificateFile) && File.Exists(keyFile))
        {
            var existing = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            if (existing.NotAfter.ToUniversalTime() > time.GetUtcNow().AddDays(120).UtcDateTime)
                return existing;
            existing.Dispose();
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=DeployCrew local authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
        PrivateFile.Write(keyFile, System.Text.Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem() + "\n");
        return certificate;
    }
}
