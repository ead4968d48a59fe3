using DeployCrew.Core.Ports;
using DeployCrew.Infra.Engines;
using DeployCrew.Preflight;

namespace DeployCrew.Targets;

/// <summary>Where a run deploys to: the engine for stacks and the adapters for delivery. Production and rehearsal differ in nothing else.</summary>
internal sealed record DeployTarget(
    string Name, IStackEngine Stacks, IContractStore Contracts, IRegistryAccess Registry, IServiceRollouts Rollouts, ITargetHealth TargetHealth, ITaggedResources Tagged, PreflightFacts Facts,
    ITaskLogs Logs, ICallerIdentity Caller)
{
    /// <summary>How its load balancers divide traffic.</summary>
    public required IListenerWeights Weights { get; init; }

    /// <summary>What its tasks need.</summary>
    public required ITaskPrerequisites Prerequisites { get; init; }

    /// <summary>What requests meet at its target groups.</summary>
    public required ITargetMetrics Metrics { get; init; }

    /// <summary>What is known of the weaknesses of images.</summary>
    public required IImageScans Scans { get; init; }

    /// <summary>Where the values of its tasks' secrets are kept.</summary>
    public required ISecretValues SecretValues { get; init; }

    /// <summary>Locks on the state of its stacks; null where there can be none.</summary>
    public IStackLocks? Locks { get; init; }

    /// <summary>Machines of its account that build images, in the order in which they are tried.</summary>
    public IReadOnlyList<IBuildRunner> BuildRunners { get; init; } = [];

    /// <summary>Whether one of them is named, so that a build may be theirs.</summary>
    public bool BuildsElsewhere { get; init; }

    /// <summary>Whether its tasks can be processes of this machine, so that an image needs to hold the app only.</summary>
    public bool RunsOnThisMachine => IsRehearsal;

    /// <summary>Whether it is the local cloud: an account that belongs to nobody.</summary>
    public bool IsRehearsal => Name == "local";
}
