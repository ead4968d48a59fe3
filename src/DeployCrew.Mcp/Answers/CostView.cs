using System.ComponentModel;
using DeployCrew.Infra.Cost;

namespace DeployCrew.Mcp.Answers;

/// <summary>What an environment costs in a month, by list prices.</summary>
internal sealed record CostView(
    string Environment, string Region,
    [property: Description("US dollars a month of what is priced, with the least tasks.")] decimal MonthlyUsd,
    [property: Description("The same with the most tasks that autoscalers may start.")] decimal MostUsd,
    IReadOnlyList<CostLineView> Lines,
    [property: Description("What is paid for but has no price here: the total is too low by it.")] IReadOnlyList<UnpricedLine> Unpriced,
    [property: Description("Date of the oldest price that has one.")] DateOnly? PricesOf,
    [property: Description("How many of the prices have no date.")] int UndatedPrices)
{
    public static CostView Of(CostReport report) => new(
        report.Environment, report.Region, report.TotalUsd, report.MostUsd,
        [.. report.Lines.Select(line => new CostLineView(line.Resource, line.What, line.Quantity, line.Unit, line.UnitUsd, decimal.Round(line.MonthlyUsd, 4)))],
        report.Unpriced, report.PricesOf, report.UndatedPrices);
}

/// <summary>What one thing about a resource costs in a month.</summary>
internal sealed record CostLineView(string Resource, string What, decimal Quantity, string Unit, decimal UnitUsd, decimal MonthlyUsd);
