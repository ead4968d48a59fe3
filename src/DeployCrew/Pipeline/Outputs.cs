using DeployCrew.Core.Stages;
using DeployCrew.Images.Registry;
using DeployCrew.Plans;

namespace DeployCrew.Pipeline;

/// <summary>What the standard stages hand over to each other.</summary>
internal static class Outputs
{
    public static readonly OutputKey<PlannedRun> Plan = new("plan");
    public static readonly OutputKey<GeneratedBundle> Bundle = new("bundle");
    public static readonly OutputKey<ProvisionedStack> Stack = new("stack");
    public static readonly OutputKey<IReadOnlyDictionary<string, BuiltService>> Images = new("images");
    public static readonly OutputKey<IReadOnlyDictionary<string, PushedService>> Pushed = new("pushed");
    public static readonly OutputKey<IReadOnlyDictionary<string, RolledOutService>> Rollout = new("rollout");
    public static readonly OutputKey<IReadOnlyDictionary<string, string>> GoingBack = new("going-back");
    public static readonly OutputKey<DeploymentPlan> Planned = new("deployment-plan");
    public static readonly OutputKey<Verification.Evidence> Evidence = new("evidence");
}

/// <summary>What will be deployed.</summary>
/// <param name="SourceSha256">Of the app's source.</param>
/// <param name="Generated">Whether the app was generated because there was none.</param>
/// <param name="Services">Services by name.</param>
public sealed record PlannedRun(string SourceSha256, bool Generated, IReadOnlyDictionary<string, PlannedService> Services);

/// <summary>A service as planned.</summary>
/// <param name="Source">Its folder inside the source.</param>
/// <param name="App">What was detected, in a line.</param>
/// <param name="Evidence">Files and lines that it was read from.</param>
public sealed record PlannedService(string Source, string App, IReadOnlyList<string> Evidence);

/// <summary>The bundle in the run's folder.</summary>
/// <param name="Sha256">Hash of its manifest, and so of all of it.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Resources">How many resources the stack has in this environment.</param>
public sealed record GeneratedBundle(string Sha256, int Files, int Resources);

/// <summary>The applied stack.</summary>
public sealed record ProvisionedStack(string Engine, int Created, int Updated, int Replaced, int Deleted, int Unchanged, string Url);

/// <summary>A service's image on disk.</summary>
/// <param name="Layout">Its OCI layout: in the build cache, or a path inside the run's folder.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Bytes">Bytes of its blobs.</param>
/// <param name="Builder">Who built it.</param>
/// <param name="Reason">Why that one.</param>
/// <param name="Notes">What should be known of it.</param>
/// <param name="FromCache">Whether it was built before.</param>
public sealed record BuiltService(string Layout, string Digest, long Bytes, string Builder, string Reason, IReadOnlyList<string> Notes, bool FromCache)
{
    /// <summary>Repository of the registry that has its layers already; null: they are on disk.</summary>
    public string? RemoteRepository { get; init; }

    /// <summary>What was written about it, to be attached to it.</summary>
    public IReadOnlyList<ImageDocument> Documents { get; init; } = [];
}

/// <summary>A service's image in the registry.</summary>
/// <param name="Reference"><c>registry/repository@sha256:…</c>.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="BytesPushed">Bytes that were sent.</param>
public sealed record PushedService(string Reference, string Digest, long BytesPushed)
{
    /// <summary>What is attached to it in the registry.</summary>
    public IReadOnlyList<AttachedArtifact> Attached { get; init; } = [];

    /// <summary>An image that is there already, by its reference.</summary>
    public static PushedService Of(string reference) => new(reference, reference[(reference.IndexOf('@', StringComparison.Ordinal) + 1)..], 0);
}

/// <summary>A rollout that came to its good end.</summary>
/// <param name="TaskDefinition">ARN of the revision that runs.</param>
/// <param name="Deployment">ARN of the service deployment; null when the service ran this very revision already.</param>
/// <param name="Revision">ARN of the service revision, when there was a deployment.</param>
public sealed record RolledOutService(string TaskDefinition, string? Deployment, string? Revision);
