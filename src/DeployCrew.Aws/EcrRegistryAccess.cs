using DeployCrew.Aws.Ecr;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>The account's ECR registry.</summary>
public sealed class EcrRegistryAccess(AwsConnection connection) : IRegistryAccess, IDisposable
{
    private readonly EcrClient client = new(connection);

    /// <inheritdoc/>
    public Task<RegistryLogin> LoginAsync(CancellationToken cancellationToken) => client.GetAuthorizationTokenAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
