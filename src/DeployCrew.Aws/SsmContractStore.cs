using DeployCrew.Aws.Ssm;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>The contract in SSM Parameter Store.</summary>
public sealed class SsmContractStore(AwsConnection connection) : IContractStore, IDisposable
{
    private readonly ParameterClient client = new(connection);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken) =>
        (await client.GetByPathAsync(path, cancellationToken))
            .ToDictionary(parameter => parameter.Name[(path.Length + 1)..], parameter => parameter.Value.Reveal(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task WriteAsync(string name, string value, CancellationToken cancellationToken) => client.PutAsync(name, new Secret(value), isSecret: false, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) => client.DeleteAsync(names, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
