using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Registry;

namespace DeployCrew.Pipeline;

/// <summary>What an image has to pass before anything is rolled out: tasks can pull it, it is for their processor, and its scan holds.</summary>
/// <param name="access">The registry.</param>
/// <param name="registry">Client of it.</param>
/// <param name="scan">The scan's part.</param>
/// <param name="anyArchitecture">Whether tasks run on this machine, whatever their definition says.</param>
internal sealed class ImageGate(IRegistryAccess access, RegistryClient registry, ScanGate scan, bool anyArchitecture)
{
    /// <exception cref="Core.Errors.DeployError">DC3350 not pullable, DC3351 another architecture, DC3352 findings.</exception>
    public async Task CheckAsync(StageContext context, ServiceRollout rollout, EcsTaskDefinition definition, CancellationToken cancellationToken)
    {
        var login = await access.LoginAsync(cancellationToken);
        var repository = rollout.Repository[(rollout.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var pulled = await registry.CheckPullableAsync(
            repository, rollout.Pushed.Digest, anyArchitecture ? null : Architecture(definition), login, cancellationToken);
        await scan.CheckAsync(context.Requirements().Scan, repository, pulled, line => context.Progress($"{rollout.Name}: {line}"), line => context.Log($"{rollout.Name}: {line}"), cancellationToken);
    }

    // {"runtimePlatform": {"cpuArchitecture": "ARM64"}}; X86_64 where it is not said.
    private static string Architecture(EcsTaskDefinition definition) =>
        (string?)JsonNode.Parse(definition.Document)?["runtimePlatform"]?["cpuArchitecture"] == "ARM64" ? "arm64" : "amd64";
}
