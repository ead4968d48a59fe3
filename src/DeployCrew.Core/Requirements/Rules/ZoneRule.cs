using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Subnets come in pairs, one pair per availability zone, as many in every environment that lists them, and not more than the
/// region has.</summary>
internal static class ZoneRule
{
    private const int Least = 2;
    private const int UsualZones = 3;

    // A zone more or less than three that accounts can rely on; us-west-1 gives a new account two.
    private static readonly Dictionary<string, int> Zones = new(StringComparer.Ordinal)
    {
        ["us-west-1"] = 2,
        ["us-east-1"] = 5,
        ["us-west-2"] = 4,
        ["ap-northeast-2"] = 4,
    };

    public static void Check(RuleContext context)
    {
        (string Environment, int Count)? first = null;
        foreach (var (name, environment) in context.Document.Environments)
        {
            if (!context.Readable("environments", name, "publicSubnets") || !context.Readable("environments", name, "privateSubnets")
                || environment.PublicSubnets.Count + environment.PrivateSubnets.Count == 0)
                continue;
            if (environment.PublicSubnets.Count != environment.PrivateSubnets.Count)
            {
                var list = context.Given("environments", name, "privateSubnets") ? "privateSubnets" : "publicSubnets";
                var place = context.At("environments", name, list);
                context.Add(RequirementsErrors.SubnetPairs(place.Path, place.Key, environment.PublicSubnets.Count,
                    environment.PrivateSubnets.Count));
                continue;
            }

            CheckCount(context, name, environment.PublicSubnets.Count, first);
            first ??= (name, environment.PublicSubnets.Count);
        }
    }

    private static void CheckCount(RuleContext context, string environment, int count, (string Environment, int Count)? first)
    {
        var place = context.At("environments", environment, "publicSubnets");
        var region = context.Document.Region;
        var most = Zones.GetValueOrDefault(region, UsualZones);
        if (count < Least)
            context.Add(RequirementsErrors.TooFewZones(place.Path, place.Key, count));
        else if (context.Readable("region") && count > most)
            context.Add(RequirementsErrors.TooManyZones(place.Path, place.Key, count, region, most));
        else if (first is { } other && other.Count != count)
            context.Add(RequirementsErrors.ZonesDiffer(place.Path, place.Key, count, other.Environment, other.Count));
    }
}
