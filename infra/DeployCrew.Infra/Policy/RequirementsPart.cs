using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Policy;

/// <summary>Which part of the requirements a resource comes from.</summary>
public static class RequirementsPart
{
    /// <summary>Names from the top of the file: <c>services</c>, <c>web</c>; of what belongs to the whole environment <c>environments</c>,
    /// <c>prod</c>.</summary>
    /// <param name="document">The requirements.</param>
    /// <param name="model">Their stack.</param>
    /// <param name="finding">A finding in it.</param>
    public static IReadOnlyList<string> Of(RequirementsDocument document, StackModel model, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.RuleId is "DCP901" or "DCP902")
            return ["policy", "suppress"];
        var concept = model.Resources.FirstOrDefault(resource => resource.Name == finding.Resource)?.Options.Concept ?? "";
        return OfConcept(document, concept, finding.Environment);
    }

    /// <summary>The same for all resources of a concept.</summary>
    /// <param name="document">The requirements.</param>
    /// <param name="concept">Such as <c>network</c> or <c>web-service</c>.</param>
    /// <param name="environment">The environment that it is in.</param>
    public static IReadOnlyList<string> OfConcept(RequirementsDocument document, string concept, string environment)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(concept);
        var cut = concept.LastIndexOf('-');
        if (cut > 0 && concept[cut..] == "-service" && document.Services.ContainsKey(concept[..cut]))
            return ["services", concept[..cut]];
        if (cut > 0 && document.Resources.ContainsKey(concept[..cut]))
            return ["resources", concept[..cut]];
        return ["environments", environment];
    }
}
