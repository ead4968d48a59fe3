namespace DeployCrew.Rollouts;

/// <summary>Where a rollout stood at a moment: what progress shows, and what evidence and timeline are made of.</summary>
/// <param name="At">When.</param>
/// <param name="Service">The service.</param>
/// <param name="Deployment">ARN of the service deployment.</param>
/// <param name="Status">ECS's status of it.</param>
/// <param name="Stage">ECS's lifecycle stage; null for rolling ones.</param>
/// <param name="ProductionPercent">Our revision's share of production's traffic, 0-100; null where none is shifted.</param>
/// <param name="TestPercent">Its share of the test listener's.</param>
/// <param name="Requested">Tasks of our revision that should run.</param>
/// <param name="Running">Tasks of it that run.</param>
/// <param name="Healthy">Tasks of it that could serve.</param>
/// <param name="Failed">Tasks of it that failed.</param>
/// <param name="Waiting">What it waits for, or null.</param>
public sealed record RolloutSample(
    DateTimeOffset At, string Service, string Deployment, string Status, string? Stage, double? ProductionPercent, double? TestPercent,
    int Requested, int Running, int Healthy, int Failed, string? Waiting)
{
    internal static RolloutSample Of(string service, RolloutSnapshot seen, string? waiting) => new(
        seen.At, service, seen.Deployment.Arn, seen.Deployment.Status.ToString(), seen.Deployment.Stage, seen.Deployment.ProductionPercent,
        seen.Deployment.TestPercent, seen.Deployment.RequestedTasks, seen.Deployment.RunningTasks, seen.Healthy,
        Math.Max(seen.Deployment.FailedTasks, seen.Failed.Count()), waiting);

    /// <summary>Whether it says the same, but for the time.</summary>
    public bool IsSameAs(RolloutSample? other) => other is not null && this with { At = other.At } == other;
}
