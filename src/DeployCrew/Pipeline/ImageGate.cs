using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Registry;
using DeployCrew.Rollouts;
using DeployCrew.Targets;

namespace DeployCrew.Pipeline;

/// <summary>What an image has to pass before anything is rolled out: tasks can pull it, it is for their processor, and its scan holds.</summary>
/// <param name="access">The registry.</param>
/// <param name="registry">Client of it.</param>
/// <param name="scan">The scan's part.</param>
/// <param name="anyArchitecture">Whether tasks run on this machine, whatever their definition says.</param>
internal sealed class ImageGate(IRegistryAccess access, RegistryClient registry, ScanGate scan, bool anyArchitecture)
{
    /// <summary>The gate of a target.</summary>
    public static ImageGate Of(DeployTarget target, RegistryClient registry, TimeProvider time) =>
        new(target.Registry, registry, new ScanGate(target.Scans, time, hasScanner: !target.RunsOnThisMachine), anyArchitecture: target.RunsOnThisMachine);

    /// <exception cref="Core.Errors.DeployError">DC3350 not pullable, DC3351 another architecture, DC3352 findings.</exception>
    public async Task CheckAsync(StageContext context, ServiceRollout rollout, EcsTaskDefinition definition, CancellationToken cancellationToken)
    {
        var pulled = await CheckPullableAsync(rollout, definition, cancellationToken);
        await scan.CheckAsync(context.Requirements().Scan, Repository(rollout), pulled, line => context.Progress($"{rollout.Name}: {line}"), line => context.Log($"{rollout.Name}: {line}"), cancellationToken);
    }

    /// <summary>Whether tasks can still pull an image that was deployed before.</summary>
    /// <exception cref="Core.Errors.DeployError">DC3350 not pullable, DC3351 another architecture.</exception>
    public async Task<string> CheckPullableAsync(ServiceRollout rollout, EcsTaskDefinition definition, CancellationToken cancellationToken) =>
        await registry.CheckPullableAsync(
            Repository(rollout), rollout.Pushed.Digest, anyArchitecture ? null : Architecture(definition), await access.LoginAsync(cancellationToken), cancellationToken);

    private static string Repository(ServiceRollout rollout) => rollout.Repository[(rollout.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..];

    // {"runtimePlatform": {"cpuArchitecture": "ARM64"}}; X86_64 where it is not said.
    private static string Architecture(EcsTaskDefinition definition) =>
        (string?)JsonNode.Parse(definition.Document)?["runtimePlatform"]?["cpuArchitecture"] == "ARM64" ? "arm64" : "amd64";
}
