namespace DeployCrew.Core.Ports;

/// <summary>Route 53 hosted zones.</summary>
public interface IHostedZones
{
    /// <summary>A zone by its id; null when there is none.</summary>
    Task<HostedZone?> FindAsync(string id, CancellationToken cancellationToken);
}

/// <summary>A hosted zone.</summary>
/// <param name="Name">Its domain, without a trailing dot.</param>
/// <param name="IsPrivate">Whether only networks see it.</param>
/// <param name="NameServers">Servers that the parent domain has to delegate to.</param>
public sealed record HostedZone(string Name, bool IsPrivate, IReadOnlyList<string> NameServers);
