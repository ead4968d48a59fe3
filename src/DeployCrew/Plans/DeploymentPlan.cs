using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Plans;

/// <summary>What a run would do to one environment on one target: what a person approves.</summary>
/// <param name="Record">The plan as it is kept, with its hash.</param>
/// <param name="Changes">What the engine would do to each resource, with the properties that cause it; what stays the same is left out.</param>
/// <param name="Unchanged">How many resources stay the same.</param>
/// <param name="Findings">What the policy finds and nobody has accepted.</param>
/// <param name="Cost">What the environment would cost, and what it cost with the requirements that were applied last.</param>
/// <param name="Refusals">Why it must not be applied as it is; empty: nothing stands against it.</param>
/// <param name="IsExplained">Whether it is known from which requirements the environment was applied last.</param>
public sealed record DeploymentPlan(
    PlanRecord Record, IReadOnlyList<ResourceChange> Changes, int Unchanged, IReadOnlyList<Finding> Findings,
    PlanCost Cost, IReadOnlyList<ErrorReport> Refusals, bool IsExplained);
