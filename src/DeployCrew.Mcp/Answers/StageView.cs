using System.ComponentModel;
using DeployCrew.Core.Stages;

namespace DeployCrew.Mcp.Answers;

/// <summary>A stage that has ended.</summary>
internal sealed record StageView(
    string Name, StageStatus Status, double Seconds,
    [property: Description("What it did; of a skipped one why.")] string? Summary,
    ErrorView? Error)
{
    public static StageView Of(StageResult stage) => new(stage.Name, stage.Status, stage.Seconds, stage.Summary, stage.Error is { } error ? ErrorView.Of(error) : null);
}
