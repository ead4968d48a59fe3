using System.Net;

namespace DeployCrew.Web;

/// <summary>How the page is served.</summary>
/// <param name="Address">Address that is listened on: one of the loopback interface.</param>
/// <param name="Port">Port; 0: any that is free.</param>
public sealed record WebOptions(IPAddress Address, int Port)
{
    /// <summary>Bytes of an upload at the most.</summary>
    public long LargestUpload { get; init; } = 512L << 20;
}
