using DeployCrew.Cli.Input;
using DeployCrew.Infra.Review.Changes;
using DeployCrew.Plans;

namespace DeployCrew.Cli.GitHub;

/// <summary>What a planning job found out.</summary>
/// <param name="Review">Policy, cost, reach and permissions by the requirements, offline.</param>
/// <param name="Diagrams">The architecture as Mermaid text, by environment.</param>
/// <param name="Diff">What the pull request changes; null where there is nothing to compare with.</param>
/// <param name="DiffNote">Why there is nothing to compare with; null when there is.</param>
/// <param name="Preview">What the engine would do; null when no account was asked.</param>
/// <param name="PreviewNote">Why no account was asked; null when one was.</param>
/// <param name="BundleHash">Identity of the bundle.</param>
internal sealed record PlanOutcome(
    Review Review, IReadOnlyDictionary<string, string> Diagrams, ReviewDiff? Diff, string? DiffNote, DeploymentPlan? Preview, string? PreviewNote, string BundleHash)
{
    /// <summary>Whether nothing stands against it.</summary>
    public bool Passes => Review.Passes && Preview is not { Refusals.Count: > 0 };
}
