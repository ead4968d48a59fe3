using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>One environment of the requirements, as configuration is computed from it.</summary>
internal sealed class EnvironmentScope(RequirementsDocument document, string name)
{
    private readonly Lazy<Dictionary<string, ServiceRequirements>> services = new(
        () => new(ResolvedServices.In(document, name), StringComparer.Ordinal));

    public RequirementsDocument Document => document;

    public string Name => name;

    public EnvironmentRequirements Requirements => document.Environments[name];

    /// <summary>A service as it is here, overrides applied.</summary>
    public ServiceRequirements Service(string service) => services.Value[service];
}
