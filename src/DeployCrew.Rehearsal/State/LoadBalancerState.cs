using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.State;

/// <summary>An application load balancer with its listeners.</summary>
internal sealed class LoadBalancerState
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string? VpcId { get; set; }

    /// <summary>internet-facing | internal; here both are on the loopback interface.</summary>
    public string Scheme { get; init; } = "internet-facing";

    /// <summary>ipv4 | dualstack.</summary>
    public string IpAddressType { get; set; } = "ipv4";

    public List<string> Subnets { get; set; } = [];

    public List<string> SecurityGroups { get; set; } = [];

    /// <summary>Attributes that somebody has set, by key.</summary>
    public SortedDictionary<string, string> Attributes { get; init; } = new(StringComparer.Ordinal);

    public List<ListenerState> Listeners { get; init; } = [];
}

/// <summary>A listener: the loopback port that stands for the one asked for.</summary>
internal sealed class ListenerState
{
    public required string Arn { get; init; }

    /// <summary>Port that was asked for, such as 443.</summary>
    public int RequestedPort { get; set; }

    /// <summary>Loopback port that it has; kept over restarts. 0 until it listens: the requested one, where that is free.</summary>
    public int Port { get; set; }

    /// <summary>HTTP | HTTPS.</summary>
    public required string Protocol { get; set; }

    /// <summary>Names of the certificate, besides localhost. For other names one is issued when a client asks for it.</summary>
    public List<string> CertificateNames { get; set; } = [];

    /// <summary>ARNs of certificates, the default one first; they may be of a service elsewhere.</summary>
    public List<string> Certificates { get; set; } = [];

    public string? SslPolicy { get; set; }

    /// <summary>Attributes that somebody has set, by key.</summary>
    public SortedDictionary<string, string> Attributes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Default actions in ELBv2's shape (Type, ForwardConfig, RedirectConfig, FixedResponseConfig).</summary>
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

    /// <summary>Conditions on something else than path and host.</summary>
    public List<ConditionState> Conditions { get; set; } = [];

    /// <summary>Target groups and their weights, of a rule that forwards.</summary>
    public SortedDictionary<string, int> Weights { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What a rule that does not forward does, in ELBv2's shape.</summary>
    public JsonArray Actions { get; set; } = [];
}
