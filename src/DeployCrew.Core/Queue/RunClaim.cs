namespace DeployCrew.Core.Queue;

/// <summary>A run that a worker has taken on. What it writes counts only while the claim holds.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Worker">The worker.</param>
/// <param name="Epoch">How often the run has been claimed, this claim included: an older claim can write nothing any more (a fencing token).</param>
/// <param name="Snapshots">Keys of the artifacts with its files, in the order in which they are laid over each other.</param>
public sealed record RunClaim(string RunId, string Worker, long Epoch, IReadOnlyList<string> Snapshots);
