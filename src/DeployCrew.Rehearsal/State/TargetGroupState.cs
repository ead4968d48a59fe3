namespace DeployCrew.Rehearsal.State;

/// <summary>A target group: its health check, and the targets in it.</summary>
internal sealed class TargetGroupState
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public int Port { get; set; }

    public string? VpcId { get; set; }

    /// <summary>ip | instance. Only addresses can be registered.</summary>
    public string TargetType { get; init; } = "ip";

    /// <summary>HTTP1 | HTTP2 | GRPC, as it was asked for; targets are asked by HTTP/1.1.</summary>
    public string ProtocolVersion { get; init; } = "HTTP1";

    public string HealthPath { get; set; } = "/";

    /// <summary>Port that is asked for health; null for the target's own.</summary>
    public int? HealthPort { get; set; }

    public int IntervalSeconds { get; set; } = 30;

    public int TimeoutSeconds { get; set; } = 5;

    public int HealthyThreshold { get; set; } = 5;

    public int UnhealthyThreshold { get; set; } = 2;

    /// <summary>Status codes that count as healthy, as ELBv2 writes them: <c>200-399</c>.</summary>
    public string Matcher { get; set; } = "200";

    public int DeregistrationDelaySeconds { get; set; } = 300;

    /// <summary>Attributes that somebody has set, by key; the deregistration delay is not among them.</summary>
    public SortedDictionary<string, string> Attributes { get; init; } = new(StringComparer.Ordinal);

    public List<TargetState> Targets { get; init; } = [];
}

/// <summary>A registered target.</summary>
internal sealed class TargetState
{
    private const string AddressPrefix = "ip:";

    /// <summary>Id of the task; of a target that was registered by its address, a name of its own.</summary>
    public required string TaskId { get; init; }

    public required string Address { get; init; }

    public int Port { get; init; }

    /// <summary>initial | healthy | unhealthy | draining.</summary>
    public string Health { get; set; } = "initial";

    public string? Reason { get; set; }

    public string? Description { get; set; }

    public DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? DrainingSince { get; set; }

    /// <summary>Whether somebody registered it through the API, and no task stands behind it.</summary>
    public bool IsAddressOnly => TaskId.StartsWith(AddressPrefix, StringComparison.Ordinal);

    public static string IdOf(TargetGroupState group, string address, int port) => $"{AddressPrefix}{group.Name}:{address}:{port}";
}
