using DeployCrew.Core.Ports;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>The contract of a simulated environment, below whatever path it is asked for.</summary>
public sealed class SimulatedContracts(SimulatedCloud cloud) : IContractStore
{
    private readonly Dictionary<string, string> values = new(cloud.Contract, StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyDictionary<string, string>>(values);

    /// <inheritdoc/>
    public Task WriteAsync(string name, string value, CancellationToken cancellationToken)
    {
        values[KeyOf(name)] = value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
            values.Remove(KeyOf(name));
        return Task.CompletedTask;
    }

    // /project/environment/services/web/image
    private static string KeyOf(string name) => string.Join('/', name.Split('/').Skip(3));
}
