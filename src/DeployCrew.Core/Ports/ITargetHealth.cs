namespace DeployCrew.Core.Ports;

/// <summary>What the load balancer thinks of the targets behind it (ELBv2 DescribeTargetHealth).</summary>
public interface ITargetHealth
{
    /// <summary>Every target of a target group.</summary>
    Task<IReadOnlyList<Target>> DescribeAsync(string targetGroupArn, CancellationToken cancellationToken);
}

/// <summary>A target of a target group.</summary>
/// <param name="Endpoint">host:port.</param>
/// <param name="State">initial | healthy | unhealthy | draining | unused | unavailable.</param>
/// <param name="Reason">Reason code of a state other than healthy, such as <c>Target.ResponseCodeMismatch</c>.</param>
/// <param name="Description">The load balancer's words on it.</param>
public sealed record Target(string Endpoint, string State, string? Reason, string? Description);
