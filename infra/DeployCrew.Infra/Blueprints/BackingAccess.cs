using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>What a backing resource means to the services that use it.</summary>
/// <param name="UsedBy">Services that may reach it.</param>
/// <param name="Variables">Environment variables in the clear.</param>
/// <param name="Secrets">Environment variables whose value the execution role fetches.</param>
/// <param name="Permissions">Statements for the task role.</param>
internal sealed record BackingAccess(
    IReadOnlyList<string> UsedBy, IReadOnlyList<KeyValuePair<string, Value>> Variables, IReadOnlyList<SecretVariable> Secrets,
    IReadOnlyList<Inputs> Permissions)
{
    /// <summary>The services that a resource names, or all of them, in order.</summary>
    public static IReadOnlyList<string> Users(RequirementsDocument document, ResourceRequirements resource) =>
        [.. document.Services.Keys.Where(service => resource.UsedBy.Count == 0 || resource.UsedBy.Contains(service))
            .Order(StringComparer.Ordinal)];
}
