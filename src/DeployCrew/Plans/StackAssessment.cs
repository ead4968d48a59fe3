using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Plans;

/// <summary>What applying a stack would do, and every reason why it must not.</summary>
/// <param name="Model">The stack.</param>
/// <param name="Configuration">Its configuration.</param>
/// <param name="Preview">What the engine would change.</param>
/// <param name="Account">Account that the credentials belong to.</param>
/// <param name="Previous">Requirements of the last application; null when they are not known.</param>
/// <param name="Findings">What the policy finds and nobody has accepted.</param>
/// <param name="Refusals">Reasons not to apply it; empty: nothing stands against it.</param>
internal sealed record StackAssessment(
    StackModel Model, StackConfiguration Configuration, StackPreview Preview, string Account, RequirementsDocument? Previous,
    IReadOnlyList<Finding> Findings, IReadOnlyList<DeployError> Refusals)
{
    /// <summary>SHA-256 over the changes, whatever order the engine tells them in.</summary>
    public string PreviewHash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        Changes().OrderBy(change => change.Name, StringComparer.Ordinal), JsonFormat.Compact)));

    /// <summary>What changes, one line each.</summary>
    public IReadOnlyList<string> Lines() => [.. Changes().Select(change => change.ToString())];

    private IEnumerable<ResourceChange> Changes() => Preview.Changes.Where(change => change.Kind != ChangeKind.Same);
}
