using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>One environment of the requirements, as configuration is computed from it.</summary>
internal sealed record EnvironmentScope(RequirementsDocument Document, string Name)
{
    public EnvironmentRequirements Requirements => Document.Environments[Name];

    /// <summary>A service as it is here, overrides applied.</summary>
    public ServiceRequirements Service(string service) => ResolvedServices.In(Document, Name).First(entry => entry.Key == service).Value;
}
