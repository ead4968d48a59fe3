using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeployCrew.Core.Errors;

namespace DeployCrew.Web.Access;

/// <summary>The certificate that is shown. Files that are renewed are read again; while they do not fit together (half of them is written) the old one stays.</summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private readonly CertificateFiles files;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private SslStreamCertificateContext current;
    private (DateTime, DateTime) stamp;
    private long looked;

    /// <exception cref="Exception">The files cannot be used; <see cref="Problem"/> says so before.</exception>
    public ServerCertificate(CertificateFiles files, TimeProvider time)
    {
        (this.files, this.time, stamp, looked) = (files, time, Stamp(files), time.GetTimestamp());
        current = Load(files);
    }

    public SslStreamCertificateContext Current
    {
        get
        {
            lock (gate)
            {
                if (time.GetElapsedTime(looked) < Look)
                    return current;
                looked = time.GetTimestamp();
                var now = Stamp(files);
                if (now != stamp)
                    (current, stamp) = TryLoad(files, out var renewed, out _) ? (renewed!, now) : (current, stamp);
                return current;
            }
        }
    }

    /// <summary>Why they cannot be used, or null.</summary>
    public static Diagnostic? Problem(CertificateFiles files) => TryLoad(files, out _, out var why) ? null : AccessErrors.Certificate(files.Certificate, why);

    private static bool TryLoad(CertificateFiles files, out SslStreamCertificateContext? context, out string why)
    {
        (context, why) = (null, "");
        try
        {
            context = Load(files);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            why = error.Message;
            return false;
        }
    }

    private static SslStreamCertificateContext Load(CertificateFiles files)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(files.Certificate);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(files.Certificate, files.Key), all, offline: true);
    }

    private static (DateTime, DateTime) Stamp(CertificateFiles files) => (File.GetLastWriteTimeUtc(files.Certificate), File.GetLastWriteTimeUtc(files.Key));
}
