using System.Net;
using DeployCrew.Teams;

namespace DeployCrew.Web;

/// <summary>How the page is served.</summary>
/// <param name="Address">Address that is listened on: one of the loopback interface.</param>
/// <param name="Port">Port; 0: any that is free.</param>
public sealed record WebOptions(IPAddress Address, int Port)
{
    /// <summary>The team whose workers carry the runs out; null: this process does.</summary>
    public Team? Team { get; init; }

    /// <summary>Bytes of an upload at the most.</summary>
    public long LargestUpload { get; init; } = 512L << 20;
}
