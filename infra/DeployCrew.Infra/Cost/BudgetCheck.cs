namespace DeployCrew.Infra.Cost;

/// <summary>Whether all environments together stay within <c>budget.monthlyUsd</c>.</summary>
/// <param name="TotalUsd">US dollars per month of what is priced.</param>
/// <param name="BudgetUsd">What it may cost; null without a budget.</param>
/// <param name="IsComplete">Whether everything that is paid for has a price; otherwise the total is too low.</param>
public sealed record BudgetCheck(decimal TotalUsd, decimal? BudgetUsd, bool IsComplete)
{
    /// <summary>Whether what is priced already costs more than it may.</summary>
    public bool IsExceeded => BudgetUsd is { } budget && TotalUsd > budget;

    /// <summary>Compares the environments' reports with a budget.</summary>
    public static BudgetCheck Of(IReadOnlyList<CostReport> reports, decimal? budgetUsd)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return new(reports.Sum(report => report.TotalUsd), budgetUsd, reports.All(report => report.Unpriced.Count == 0));
    }
}
