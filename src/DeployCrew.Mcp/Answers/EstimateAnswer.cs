using System.ComponentModel;

namespace DeployCrew.Mcp.Answers;

/// <summary>What environments cost.</summary>
internal sealed record EstimateAnswer(
    string Project,
    IReadOnlyList<CostView> Environments,
    [property: Description("US dollars a month of the environments above.")] decimal MonthlyUsd,
    [property: Description("What all environments together may cost by the requirements; left out without a budget.")] decimal? BudgetUsd,
    [property: Description("Whether all environments together cost more than the budget.")] bool IsOverBudget,
    [property: Description("Whether everything that is paid for has a price.")] bool IsComplete,
    [property: Description("What is not in the figures.")] string Without);
