namespace DeployCrew.Core.Requirements;

/// <summary>Reads of a valid document that several rooms need.</summary>
public static class ResolvedServices
{
    /// <summary>The services as they are in one environment, overrides applied, ordered by name.</summary>
    /// <param name="document">A document that has passed validation.</param>
    /// <param name="environment">Name of one of its environments.</param>
    /// <exception cref="KeyNotFoundException">The environment is not in the document.</exception>
    public static IReadOnlyList<KeyValuePair<string, ServiceRequirements>> In(RequirementsDocument document, string environment)
    {
        var overrides = document.Environments[environment].Services;
        return [.. document.Services
            .OrderBy(service => service.Key, StringComparer.Ordinal)
            .Select(service => KeyValuePair.Create(
                service.Key, overrides.TryGetValue(service.Key, out var change) ? Apply(service.Value, change) : service.Value))];
    }

    private static ServiceRequirements Apply(ServiceRequirements service, ServiceOverrides change) => service with
    {
        Cpu = change.Cpu ?? service.Cpu,
        Memory = change.Memory ?? service.Memory,
        Scaling = change.Scaling ?? service.Scaling,
        Environment = Merge(service.Environment, change.Environment),
        Secrets = Merge(service.Secrets, change.Secrets),
    };

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> under, IReadOnlyDictionary<string, string> over)
    {
        var merged = new Dictionary<string, string>(under, StringComparer.Ordinal);
        foreach (var (name, value) in over)
            merged[name] = value;
        return merged;
    }
}
