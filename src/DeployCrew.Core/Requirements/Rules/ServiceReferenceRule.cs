using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Overrides and backing resources name services that are there.</summary>
internal static class ServiceReferenceRule
{
    private const int MostSuggestions = 100;

    public static void Check(RuleContext context)
    {
        if (!context.Readable("services"))
            return;
        foreach (var (environment, requirements) in context.Document.Environments)
        {
            foreach (var service in requirements.Services.Keys)
            {
                var place = context.At("environments", environment, "services", service);
                CheckName(context, service, place.Path, place.Key);
            }
        }

        foreach (var (resource, requirements) in context.Document.Resources)
        {
            for (var index = 0; index < requirements.UsedBy.Count; index++)
            {
                var number = index.ToString(CultureInfo.InvariantCulture);
                if (!context.Readable("resources", resource, "usedBy", number))
                    continue;
                var place = context.At("resources", resource, "usedBy", number);
                CheckName(context, requirements.UsedBy[index], place.Path, place.Value);
            }
        }
    }

    private static void CheckName(RuleContext context, string service, string path, SourcePosition at)
    {
        if (context.Document.Services.ContainsKey(service))
            return;
        // Nobody has that many services; comparing every name with every other would take long.
        var known = context.Document.Services.Keys.Take(MostSuggestions).ToList();
        context.Add(RequirementsErrors.UnknownService(path, at, service, known, NearestName.Of(service, known)));
    }
}
