using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Address blocks are written as such; a network has the size that it can be carved up in.</summary>
internal static class NetworkRule
{
    private const int Largest = 16;
    private const int Smallest = 24;

    public static void Check(RuleContext context)
    {
        foreach (var (name, environment) in context.Document.Environments)
        {
            if (!context.Readable("environments", name, "cidr"))
                continue;
            var place = context.At("environments", name, "cidr");
            if (AddressBlock.Parse(environment.Cidr) is not { } block)
                context.Add(RequirementsErrors.AddressBlock(place.Path, place.Value, environment.Cidr));
            else if (block.HasHostBits)
                context.Add(RequirementsErrors.HostBits(place.Path, place.Value, environment.Cidr, block.Network.ToString()));
            else if (block.Length is < Largest or > Smallest)
                context.Add(RequirementsErrors.NetworkSize(place.Path, place.Value, environment.Cidr));
        }
    }

    /// <summary>The network of an environment, or null when it cannot be used.</summary>
    public static AddressBlock? Of(RuleContext context, string name)
    {
        if (!context.Readable("environments", name, "cidr"))
            return null;
        var block = AddressBlock.Parse(context.Document.Environments[name].Cidr);
        return block is { HasHostBits: false, Length: >= Largest and <= Smallest } ? block : null;
    }
}
