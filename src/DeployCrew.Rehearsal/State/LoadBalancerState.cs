using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.State;

/// <summary>An application load balancer with its listeners.</summary>
internal sealed class LoadBalancerState
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string? VpcId { get; set; }

    public List<ListenerState> Listeners { get; init; } = [];
}

/// <summary>A listener: the loopback port that stands for the one asked for.</summary>
internal sealed class ListenerState
{
    public required string Arn { get; init; }

    /// <summary>Port that was asked for, such as 443.</summary>
    public int RequestedPort { get; init; }

    /// <summary>Loopback port that it has; kept over restarts.</summary>
    public int Port { get; set; }

    /// <summary>HTTP | HTTPS.</summary>
    public required string Protocol { get; set; }

    /// <summary>Names of the certificate, besides localhost.</summary>
    public List<string> CertificateNames { get; set; } = [];

    /// <summary>Default actions in ELBv2's shape (Type, TargetGroupArn, RedirectConfig, FixedResponseConfig).</summary>
    public JsonArray DefaultActions { get; set; } = [];

    public List<RuleState> Rules { get; init; } = [];
}

/// <summary>A listener rule.</summary>
internal sealed class RuleState
{
    public required string Arn { get; init; }

    public int Priority { get; set; }

    /// <summary>Path patterns, with * and ?; empty matches all.</summary>
    public List<string> PathPatterns { get; set; } = [];

    /// <summary>Host names, with * and ?; empty matches all.</summary>
    public List<string> Hosts { get; set; } = [];

    /// <summary>Target groups and their weights.</summary>
    public SortedDictionary<string, int> Weights { get; set; } = new(StringComparer.Ordinal);
}
