using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Cost;

/// <summary>What an environment costs in a month.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Region">Its region.</param>
/// <param name="Assumptions">What is taken for granted about use.</param>
/// <param name="Lines">What is priced, in the order of the resources.</param>
/// <param name="Unpriced">What is paid for but not priced: the total is too low by it.</param>
/// <param name="PricesOf">Date of the oldest price that was used and has one; null when there was none.</param>
/// <param name="UndatedPrices">How many of the prices that were used have no date.</param>
public sealed record CostReport(
    string Environment, string Region, UsageRequirements Assumptions, IReadOnlyList<CostLine> Lines, IReadOnlyList<UnpricedLine> Unpriced,
    DateOnly? PricesOf, int UndatedPrices)
{
    /// <summary>US dollars per month of what is priced, rounded to cents; with the least tasks that autoscalers keep.</summary>
    public decimal TotalUsd => decimal.Round(Lines.Sum(line => line.MonthlyUsd), 2);

    /// <summary>The same with the most tasks that autoscalers may start.</summary>
    public decimal MostUsd => decimal.Round(Lines.Sum(line => line.MostMonthlyUsd), 2);

    /// <summary>What each resource costs more or less than in another report; those that cost the same are left out.</summary>
    public IReadOnlyList<CostChange> ChangesSince(CostReport before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var (old, now) = (ByResource(before), ByResource(this));
        return [.. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => new CostChange(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))
            .Where(change => change.BeforeUsd != change.AfterUsd)];
    }

    private static Dictionary<string, decimal> ByResource(CostReport report) => report.Lines
        .GroupBy(line => line.Resource, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(line => line.MonthlyUsd), StringComparer.Ordinal);
}
