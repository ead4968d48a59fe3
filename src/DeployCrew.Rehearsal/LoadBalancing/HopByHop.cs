using System.Collections.Frozen;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>Headers that are between two hops, not end to end (RFC 9110 7.6.1).</summary>
internal static class HopByHop
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade");

    public static bool Has(string header) => Names.Contains(header);
}
