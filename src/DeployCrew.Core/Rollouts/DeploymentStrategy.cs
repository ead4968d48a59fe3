using DeployCrew.Core.Requirements;

namespace DeployCrew.Core.Rollouts;

/// <summary>How a new version takes the place of the old one, as ECS's deploymentConfiguration has it.</summary>
public abstract record DeploymentStrategy
{
    private DeploymentStrategy()
    {
    }

    /// <summary>New tasks start, and old ones stop when those are healthy.</summary>
    public sealed record Rolling : DeploymentStrategy;

    /// <summary>The new version stands beside the old one and gets all of the traffic at once.</summary>
    /// <param name="BakeMinutes">Minutes that the old version stays ready afterwards, 0-1440.</param>
    public sealed record BlueGreen(int BakeMinutes) : DeploymentStrategy;

    /// <summary>A small part of the traffic first, then the rest.</summary>
    /// <param name="Percent">The small part, 0.1-100.</param>
    /// <param name="CanaryBakeMinutes">Minutes before the rest follows, 0-1440.</param>
    /// <param name="BakeMinutes">Minutes that the old version stays ready afterwards, 0-1440.</param>
    public sealed record Canary(decimal Percent, int CanaryBakeMinutes, int BakeMinutes) : DeploymentStrategy;

    /// <summary>Equal parts of the traffic, one after the other.</summary>
    /// <param name="StepPercent">A part, 3-100.</param>
    /// <param name="StepBakeMinutes">Minutes between two steps, 0-1440.</param>
    /// <param name="BakeMinutes">Minutes that the old version stays ready afterwards, 0-1440.</param>
    public sealed record Linear(decimal StepPercent, int StepBakeMinutes, int BakeMinutes) : DeploymentStrategy;

    /// <summary>Whether weights of the load balancer move, instead of tasks behind one target group.</summary>
    public bool ShiftsTraffic => this is not Rolling;

    /// <summary>What the requirements ask for.</summary>
    public static DeploymentStrategy Of(DeployRequirements deploy) => deploy.Strategy switch
    {
        "blueGreen" => new BlueGreen(deploy.BakeMinutes),
        "canary" => new Canary(deploy.CanaryPercent, deploy.CanaryBakeMinutes, deploy.BakeMinutes),
        "linear" => new Linear(deploy.StepPercent, deploy.StepBakeMinutes, deploy.BakeMinutes),
        _ => new Rolling(),
    };

    /// <summary>The same for a service that has nothing live yet: all of the traffic at once, as there is nobody else who could answer the rest.</summary>
    public DeploymentStrategy ForTheFirst() => this is Rolling ? this : new BlueGreen(0);

    /// <summary>How often production's traffic is shifted until all of it is.</summary>
    public int Shifts => this switch
    {
        Canary { Percent: < 100 } => 2,
        Linear linear => (int)decimal.Ceiling(100 / linear.StepPercent),
        Rolling => 0,
        _ => 1,
    };

    /// <summary>How long it waits by itself, at the least: steps and bake time.</summary>
    public TimeSpan BakeTime => TimeSpan.FromMinutes(this switch
    {
        BlueGreen one => one.BakeMinutes,
        Canary one => one.BakeMinutes + (one.Percent < 100 ? one.CanaryBakeMinutes : 0),
        Linear one => one.BakeMinutes + ((one.Shifts - 1) * one.StepBakeMinutes),
        _ => 0,
    });
}
