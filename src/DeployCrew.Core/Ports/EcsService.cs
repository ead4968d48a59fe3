namespace DeployCrew.Core.Ports;

/// <summary>An ECS service.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="TaskDefinition">ARN of the task definition that it should run.</param>
/// <param name="DesiredCount">Tasks that it should run.</param>
/// <param name="RunningCount">Tasks that it runs.</param>
/// <param name="Events">What the orchestrator says about it, newest first.</param>
public sealed record EcsService(
    string Arn, string Name, string TaskDefinition, int DesiredCount, int RunningCount, IReadOnlyList<ServiceEvent> Events)
{
    /// <summary>Subnets that its tasks are in; empty when ECS does not say.</summary>
    public IReadOnlyList<string> Subnets { get; init; } = [];
}

/// <summary>One line of a service's event log.</summary>
public sealed record ServiceEvent(DateTimeOffset At, string Message);
