using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Review;

/// <summary>Who may reach what in an environment.</summary>
/// <param name="Inbound">Connections that security groups let in.</param>
/// <param name="Uses">Buckets and queues that services may use, over AWS's API.</param>
/// <param name="Outbound">Connections that security groups let out of the network.</param>
public sealed record Exposure(IReadOnlyList<Connection> Inbound, IReadOnlyList<Connection> Uses, IReadOnlyList<Connection> Outbound)
{
    internal static Exposure Of(IReadOnlyList<Resource> active) =>
        new([.. Reachability.Connections(active)], [.. Reachability.Uses(active)], [.. Reachability.Outbound(active)]);
}
