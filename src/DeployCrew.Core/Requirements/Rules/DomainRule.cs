using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>A DNS name leads to one environment.</summary>
internal static class DomainRule
{
    public static void Check(RuleContext context)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, environment) in context.Document.Environments)
        {
            if (!context.Readable("environments", name, "domain") || taken.TryAdd(environment.Domain, name))
                continue;
            var place = context.At("environments", name, "domain");
            context.Add(RequirementsErrors.DomainTaken(place.Path, place.Value, environment.Domain, taken[environment.Domain]));
        }
    }
}
