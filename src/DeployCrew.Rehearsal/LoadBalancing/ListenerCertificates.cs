using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using DeployCrew.Rehearsal.Tls;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>
/// What an HTTPS listener shows: the certificate for the names that are known, and for another name that a client asks for one that is issued
/// then. The certificate of a listener may be of a service elsewhere, whose names nobody here knows.
/// </summary>
internal sealed class ListenerCertificates(LocalAuthority authority, IReadOnlyCollection<string> names)
{
    // Anybody on this machine can ask for any name.
    private const int MostNames = 100;
    private readonly X509Certificate2 known = authority.Issue(names);
    private readonly ConcurrentDictionary<string, Lazy<X509Certificate2>> others = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="name">Server name of the handshake (SNI); null when the client says none.</param>
    public X509Certificate2 For(string? name)
    {
        if (string.IsNullOrEmpty(name) || name == "localhost" || names.Any(one => Covers(one, name)) || Uri.CheckHostName(name) != UriHostNameType.Dns)
            return known;
        if (others.Count >= MostNames && !others.ContainsKey(name))
            return known;
        return others.GetOrAdd(name, asked => new Lazy<X509Certificate2>(() => authority.Issue([asked]))).Value;
    }

    // RFC 6125 6.4.3: a wildcard stands for one label.
    private static bool Covers(string pattern, string name) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && pattern[1..].Equals(name[dot..], StringComparison.OrdinalIgnoreCase)
        : pattern.Equals(name, StringComparison.OrdinalIgnoreCase);
}
