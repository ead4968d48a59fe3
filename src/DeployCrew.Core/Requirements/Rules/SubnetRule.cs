using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Listed subnets are address blocks inside the network, apart from each other, and not smaller than AWS makes them.</summary>
internal static class SubnetRule
{
    private const int Smallest = 28;

    public static void Check(RuleContext context)
    {
        foreach (var name in context.Document.Environments.Keys)
        {
            var earlier = new List<Subnet>();
            foreach (var subnet in Subnet.In(context, name))
            {
                if (Problem(subnet, NetworkRule.Of(context, name), earlier) is { } problem)
                    context.Add(problem);
                else
                    earlier.Add(subnet);
            }
        }
    }

    private static Diagnostic? Problem(Subnet subnet, AddressBlock? network, List<Subnet> earlier)
    {
        var (path, at) = (subnet.Place.Path, subnet.Place.Value);
        if (subnet.Block is not { } block)
            return RequirementsErrors.AddressBlock(path, at, subnet.Text);
        if (block.HasHostBits)
            return RequirementsErrors.HostBits(path, at, subnet.Text, block.Network.ToString());
        if (block.Length > Smallest)
            return RequirementsErrors.SubnetSize(path, at, subnet.Text);
        if (network is { } outer && !outer.Contains(block))
            return RequirementsErrors.SubnetOutside(path, at, subnet.Text, outer.ToString());
        return earlier.Find(other => other.Block!.Value.Overlaps(block)) is { } taken
            ? RequirementsErrors.SubnetsOverlap(path, at, subnet.Text, taken.Text, taken.Place.Path)
            : null;
    }
}
