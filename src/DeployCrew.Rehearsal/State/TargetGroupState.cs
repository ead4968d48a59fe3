namespace DeployCrew.Rehearsal.State;

/// <summary>A target group: its health check, and the targets in it.</summary>
internal sealed class TargetGroupState
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public int Port { get; set; }

    public string? VpcId { get; set; }

    public string HealthPath { get; set; } = "/";

    public int IntervalSeconds { get; set; } = 30;

    public int TimeoutSeconds { get; set; } = 5;

    public int HealthyThreshold { get; set; } = 5;

    public int UnhealthyThreshold { get; set; } = 2;

    /// <summary>Status codes that count as healthy, as ELBv2 writes them: <c>200-399</c>.</summary>
    public string Matcher { get; set; } = "200";

    public int DeregistrationDelaySeconds { get; set; } = 300;

    public List<TargetState> Targets { get; init; } = [];
}

/// <summary>A registered target.</summary>
internal sealed class TargetState
{
    public required string TaskId { get; init; }

    public required string Address { get; init; }

    public int Port { get; init; }

    /// <summary>initial | healthy | unhealthy | draining.</summary>
    public string Health { get; set; } = "initial";

    public string? Reason { get; set; }

    public string? Description { get; set; }

    public DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? DrainingSince { get; set; }
}
