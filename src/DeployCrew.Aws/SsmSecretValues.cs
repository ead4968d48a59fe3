using DeployCrew.Aws.Ssm;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Values of secrets in SSM Parameter Store, as SecureString with the account's own key.</summary>
public sealed class SsmSecretValues(AwsConnection connection) : ISecretValues, IDisposable
{
    private readonly ParameterClient client = new(connection);

    /// <inheritdoc/>
    public Task WriteAsync(string name, Secret value, CancellationToken cancellationToken) => client.PutAsync(name, value, isSecret: true, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
