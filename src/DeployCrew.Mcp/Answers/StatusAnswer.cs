using System.ComponentModel;
using DeployCrew.Rollouts;

namespace DeployCrew.Mcp.Answers;

/// <summary>Where a run or an environment stands.</summary>
internal sealed record StatusAnswer(
    [property: Description("The run; left out where an environment was asked for.")] RunView? Run,
    [property: Description("Of a run: stages that have ended.")] IReadOnlyList<StageView> Stages,
    [property: Description("Of a run that did not end well: why.")] ErrorView? Error,
    [property: Description("Of an environment: its services as they run now.")] IReadOnlyList<ServiceView> Services);

/// <summary>A service as it runs.</summary>
internal sealed record ServiceView(
    string Service, int DesiredCount,
    [property: Description("Its newest service deployment.")] DeploymentView? Deployment,
    [property: Description("What runs, newest first, with its share of production's traffic.")] IReadOnlyList<RunningRevision> Revisions,
    [property: Description("Whether somebody has paused the deployment.")] bool Held)
{
    public static ServiceView Of(ServiceStatus status) => new(
        status.Service, status.DesiredCount, status.Deployment is { } one ? new(one.Arn, $"{one.Status}", one.StatusReason, one.Strategy, one.Stage, one.ProductionPercent, one.StartedAt, one.FinishedAt) : null,
        status.Revisions, status.Held);
}

/// <summary>An ECS service deployment.</summary>
internal sealed record DeploymentView(
    string Arn, string Status, string? StatusReason, string? Strategy, string? Stage,
    [property: Description("Share of production's traffic that the new revision should have, 0-100.")] double? ProductionPercent,
    DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
