namespace DeployCrew.Infra.Cost;

/// <summary>What an estimate takes for granted about use; per month, and per resource unless it says otherwise.</summary>
public sealed record UsageAssumptions
{
    /// <summary>Hours that everything runs.</summary>
    public decimal HoursPerMonth { get; init; } = 730;

    /// <summary>Tasks of each service; null for the least that its autoscaler keeps.</summary>
    public int? TasksPerService { get; init; }

    /// <summary>Load balancer capacity units in use, on average.</summary>
    public decimal LoadBalancerUnits { get; init; } = 1;

    /// <summary>Data through each NAT gateway, in GB.</summary>
    public decimal NatGigabytes { get; init; } = 10;

    /// <summary>Data written to each log group, in GB.</summary>
    public decimal LogGigabytes { get; init; } = 1;

    /// <summary>Images kept in each repository, in GB.</summary>
    public decimal ImageGigabytes { get; init; } = 2;

    /// <summary>Objects kept in each bucket, in GB.</summary>
    public decimal BucketGigabytes { get; init; } = 10;

    /// <summary>Requests to each queue, in millions.</summary>
    public decimal QueueMillionRequests { get; init; } = 1;
}
