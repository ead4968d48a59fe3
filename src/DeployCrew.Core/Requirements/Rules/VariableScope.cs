namespace DeployCrew.Core.Requirements.Rules;

/// <summary>One place that gives environment variables to a service: the service itself, or an environment's override of it.</summary>
/// <param name="Service">The service.</param>
/// <param name="Environment">The environment, or null for the service itself.</param>
/// <param name="Variables">Variables in the clear.</param>
/// <param name="Secrets">Variables by reference.</param>
internal sealed record VariableScope(
    string Service, string? Environment, IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Secrets)
{
    public static IEnumerable<VariableScope> All(RequirementsDocument document)
    {
        foreach (var (name, service) in document.Services)
            yield return new(name, null, service.Environment, service.Secrets);
        foreach (var (environment, requirements) in document.Environments)
        {
            foreach (var (name, change) in requirements.Services)
                yield return new(name, environment, change.Environment, change.Secrets);
        }
    }

    /// <summary>Path of a variable, in the clear or by reference.</summary>
    public string[] Path(string list, string variable) =>
        Environment is null ? ["services", Service, list, variable] : ["environments", Environment, "services", Service, list, variable];
}
