using System.Net;
using DeployCrew.Teams;
using DeployCrew.Web.Access;

namespace DeployCrew.Web;

/// <summary>How the page is served.</summary>
/// <param name="Address">Address that is listened on.</param>
/// <param name="Port">Port; 0: any that is free.</param>
public sealed record WebOptions(IPAddress Address, int Port)
{
    /// <summary>The team whose workers carry the runs out; null: this process does.</summary>
    public Team? Team { get; init; }

    /// <summary>Bytes of an upload at the most.</summary>
    public long LargestUpload { get; init; } = 512L << 20;

    /// <summary>Scheme, host and port that people use; null: those of this machine.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Certificate and key for TLS; null: none is done here.</summary>
    public CertificateFiles? Certificate { get; init; }

    /// <summary>Where proxies are whose word about scheme, host and caller counts.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>How people sign in; null: there are tokens only.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>How often and how long.</summary>
    public WebLimits Limits { get; init; } = new();

    /// <summary>Whether others than the person at this machine can come.</summary>
    public bool ForOthers => !IPAddress.IsLoopback(Address) || TrustedProxies.Count > 0 || PublicUrl is not null;

    /// <summary>Whether everybody is asked who they are; else who comes is the person at this machine.</summary>
    internal bool AsksWho => ForOthers || Oidc is not null;
}
