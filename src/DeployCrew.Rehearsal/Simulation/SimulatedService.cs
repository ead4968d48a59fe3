namespace DeployCrew.Rehearsal.Simulation;

/// <summary>The service that a simulation is about.</summary>
/// <param name="Name">Its name, and that of its container.</param>
/// <param name="Shifts">Whether it has two target groups that traffic is shifted between.</param>
/// <param name="Tasks">Tasks that it runs.</param>
/// <param name="Balanced">Whether it has a load balancer at all.</param>
/// <param name="HealthPath">Path of its health check.</param>
public sealed record SimulatedService(string Name, bool Shifts, int Tasks, bool Balanced, string HealthPath)
{
    /// <summary>Time between two health checks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time after which a health check has failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Passes in a row that make an unhealthy target healthy again.</summary>
    public int HealthyThreshold { get; init; } = 2;

    /// <summary>Failures in a row that make a target unhealthy.</summary>
    public int UnhealthyThreshold { get; init; } = 2;

    /// <summary>Whether somebody answers pauses; else the run does it itself.</summary>
    public bool AsksForApproval { get; init; }
}
