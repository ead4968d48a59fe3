using DeployCrew.Infra.Cost;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>estimate</c>: what environments cost.</summary>
internal sealed class EstimateTool : ITool
{
    public ToolProfile Profile { get; } = new(
        "estimate", "Estimate costs", "Says what each environment of the requirements would cost in a month, line by line, by dated list prices, and whether that keeps the budget. Offline.", typeof(EstimateAnswer))
    {
        Arguments = [Known.Path, Known.EveryEnvironment],
    };

    public Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var project = call.Project();
        var chosen = call.Environments(project);
        var all = CostEstimate.Of(project.Requirements.Document);
        var shown = all.Where(report => chosen.Contains(report.Environment)).ToArray();
        var check = BudgetCheck.Of(all, project.Requirements.Document.Budget?.MonthlyUsd);
        return Task.FromResult<object>(new EstimateAnswer(
            project.Requirements.Document.Project, [.. shown.Select(CostView.Of)], shown.Sum(report => report.TotalUsd), check.BudgetUsd, check.IsExceeded, shown.All(report => report.Unpriced.Count == 0),
            "data transfer to the internet, tax, free tier, discounts"));
    }
}
