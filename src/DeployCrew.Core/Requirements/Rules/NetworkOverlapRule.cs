using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Networks of two environments can only be connected when their addresses differ.</summary>
internal static class NetworkOverlapRule
{
    public static void Check(RuleContext context)
    {
        var earlier = new List<(string Environment, AddressBlock Network)>();
        foreach (var name in context.Document.Environments.Keys)
        {
            if (NetworkRule.Of(context, name) is not { } network)
                continue;
            var taken = earlier.Find(other => other.Network.Overlaps(network));
            if (taken.Environment is not null)
            {
                var place = context.At("environments", name, "cidr");
                context.Add(RequirementsErrors.NetworksOverlap(place.Path, place.Value, network.ToString(), taken.Environment,
                    taken.Network.ToString()));
            }

            earlier.Add((name, network));
        }
    }
}
