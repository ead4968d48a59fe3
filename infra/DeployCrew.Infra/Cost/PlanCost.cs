using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Cost;

/// <summary>What a plan does to the cost of an environment.</summary>
/// <param name="Now">What it would cost.</param>
/// <param name="BeforeUsd">US dollars per month with the requirements that were applied last; null when these are not known.</param>
/// <param name="Changes">What each resource would cost more or less; those that cost the same are left out.</param>
public sealed record PlanCost(CostReport Now, decimal? BeforeUsd, IReadOnlyList<CostChange> Changes)
{
    /// <summary>Compares requirements with those that were applied last; both with today's prices and assumptions.</summary>
    /// <param name="document">Valid requirements.</param>
    /// <param name="previous">Those of the last application; null when they are not known.</param>
    /// <param name="environment">Name of an environment of both.</param>
    public static PlanCost Of(RequirementsDocument document, RequirementsDocument? previous, string environment)
    {
        ArgumentNullException.ThrowIfNull(document);
        var now = CostEstimate.Of(document, environment);
        if (previous is null)
            return new(now, null, []);
        // A change of assumptions is not a change of the stack.
        var before = CostEstimate.Of(previous with { Budget = document.Budget }, environment);
        return new(now, before.TotalUsd, now.ChangesSince(before));
    }
}
