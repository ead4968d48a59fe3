using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Registry;
using DeployCrew.Rollouts;

namespace DeployCrew.Verification;

/// <summary>What the verifier saw: <c>evidence.json</c>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When it looked.</param>
/// <param name="Account">Account that it looked at.</param>
/// <param name="Url">Address of the environment.</param>
/// <param name="Verdict">What follows from the checks.</param>
/// <param name="Checks">Each thing that has to hold, and whether it does.</param>
/// <param name="Services">What was seen of each service.</param>
public sealed record Evidence(
    string RunId, DateTimeOffset At, string Account, string Url, Verdict Verdict, IReadOnlyList<Check> Checks,
    IReadOnlyDictionary<string, ServiceEvidence> Services)
{
    /// <summary>Where the rollout stood from moment to moment.</summary>
    public IReadOnlyList<RolloutSample> Timeline { get; init; } = [];

    /// <summary>What the analysis of the new version found, oldest first; empty without one.</summary>
    public IReadOnlyList<AnalysisSample> Analysis { get; init; } = [];
}

/// <summary>One thing that has to hold.</summary>
public sealed record Check(string Service, string What, bool Holds, string Seen);

/// <summary>What was seen of one service.</summary>
/// <param name="Image">Image that was pushed, by digest.</param>
/// <param name="TaskDefinition">Task definition that the service has.</param>
/// <param name="Deployment">Newest service deployment.</param>
/// <param name="Tasks">Running tasks with the digests that they run.</param>
/// <param name="Targets">Targets of the load balancer.</param>
/// <param name="Probes">Requests over HTTPS, as a client makes them.</param>
public sealed record ServiceEvidence(
    string Image, string TaskDefinition, ServiceDeployment? Deployment, IReadOnlyList<EcsTask> Tasks, IReadOnlyList<Target> Targets,
    IReadOnlyList<ProbeResult> Probes)
{
    /// <summary>Share of production's traffic of each target group, 0-100, by ARN.</summary>
    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>();

    /// <summary>What is attached to the image in the registry: bill of materials, provenance, lint report.</summary>
    public IReadOnlyList<AttachedArtifact> Documents { get; init; } = [];
}
