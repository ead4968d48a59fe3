using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>A network that is there already is given as a whole, and nothing else is asked of it.</summary>
internal static class ExistingRule
{
    private static readonly string[] OfCreatedNetworks = ["publicSubnets", "privateSubnets", "nat"];

    public static void Check(RuleContext context)
    {
        (string Environment, int Count)? first = context.Document.Environments
            .Where(environment => environment.Value.PublicSubnets.Count > 0 && environment.Value.Existing?.VpcId is null)
            .Select(environment => ((string, int)?)(environment.Key, environment.Value.PublicSubnets.Count)).FirstOrDefault();
        foreach (var (name, environment) in context.Document.Environments)
        {
            if (environment.Existing is not { } existing || !context.Readable("environments", name, "existing"))
                continue;
            CheckCertificate(context, name, existing);
            if (existing.VpcId is null && existing.PublicSubnetIds.Count + existing.PrivateSubnetIds.Count == 0)
                continue;
            if (CheckNetwork(context, name, existing, first))
                first ??= (name, existing.PublicSubnetIds.Count);
            foreach (var place in OfCreatedNetworks.Where(property => context.Given("environments", name, property))
                .Select(property => context.At("environments", name, property)))
                context.Add(ExistingErrors.NotUsed(place.Path, place.Key));
        }
    }

    private static bool CheckNetwork(RuleContext context, string name, ExistingRequirements existing, (string Environment, int Count)? first)
    {
        string[] parts = ["vpcId", "publicSubnetIds", "privateSubnetIds"];
        if (!Array.TrueForAll(parts, part => context.Readable("environments", name, "existing", part)))
            return false;
        var place = context.At("environments", name, "existing");
        var missing = parts.FirstOrDefault(part => !context.Given("environments", name, "existing", part));
        var (open, closed) = (existing.PublicSubnetIds.Count, existing.PrivateSubnetIds.Count);
        if (missing is not null)
            context.Add(ExistingErrors.Incomplete(place.Path, place.Key, missing));
        else if (open != closed || open < 2)
            context.Add(ExistingErrors.Subnets(place.Path, place.Key, open, closed));
        else if (first is { } other && other.Count != open)
            context.Add(ExistingErrors.ZonesDiffer(place.Path, place.Key, open, other.Environment, other.Count));
        else
            return true;
        return false;
    }

    private static void CheckCertificate(RuleContext context, string name, ExistingRequirements existing)
    {
        if (existing.CertificateArn is not { } arn || !context.Readable("environments", name, "existing", "certificateArn")
            || !context.Readable("region") || arn.Split(':')[3] == context.Document.Region)
            return;
        var place = context.At("environments", name, "existing", "certificateArn");
        context.Add(ExistingErrors.CertificateElsewhere(place.Path, place.Value, context.Document.Region));
    }
}
