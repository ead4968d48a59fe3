using System.Net;
using DeployCrew.Infra.Engines;

namespace DeployCrew.Preflight;

/// <summary>Whether the address block that is to be created collides with networks that it may have to reach.</summary>
internal static class NetworkChecks
{
    public static IEnumerable<PreflightCheck> For(string project, string environment, string cidr, StackPreview preview)
    {
        if (preview.Changes.Any(change => change.Kind is ChangeKind.Create or ChangeKind.Replace && change.Type == "aws:ec2/vpc:Vpc"))
            yield return Blocks($"{project}/{environment}", cidr);
    }

    private static PreflightCheck Blocks(string owner, string cidr) => new("address blocks", async (facts, cancellationToken) =>
    {
        const string check = "address blocks";
        var networks = await facts.Account.NetworksAsync(cancellationToken);
        var ours = networks.Where(network => network.Environment == owner).ToList();
        // A peering needs distinct blocks: those of our own peers, and those of networks that are peered with others already.
        var peers = ours.SelectMany(network => network.PeeredBlocks.Select(block => (Id: $"peer of {network.Id}", Block: block)))
            .Concat(networks.Except(ours).Where(network => network.PeeredBlocks.Count > 0).SelectMany(network => network.Blocks.Select(block => (network.Id, Block: block))))
            .Where(peer => Overlap(peer.Block, cidr)).Select(peer => $"{peer.Id} ({peer.Block})").Distinct().ToList();
        return peers.Count == 0 ? PreflightResult.Ok(check, $"{cidr} collides with no peered network")
            : PreflightResult.Fail(check, $"{cidr} overlaps with {string.Join(", ", peers)}", "Give the environment another cidr: networks whose blocks overlap cannot be peered.");
    });

    private static bool Overlap(string one, string other) =>
        IPNetwork.TryParse(one, out var left) && IPNetwork.TryParse(other, out var right) && (left.Contains(right.BaseAddress) || right.Contains(left.BaseAddress));
}
