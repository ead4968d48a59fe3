using DeployCrew.Aws.Route53;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Hosted zones from Route 53.</summary>
public sealed class Route53Zones(AwsConnection connection) : IHostedZones, IDisposable
{
    private readonly Route53Client client = new(connection);

    /// <inheritdoc/>
    public Task<HostedZone?> FindAsync(string id, CancellationToken cancellationToken) => client.FindZoneAsync(id, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
