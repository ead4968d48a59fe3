using System.Collections;
using System.Collections.Concurrent;
using DeployCrew.Core.Ports;

namespace DeployCrew.Testing;

/// <summary>The twin of <see cref="IContractStore"/>: parameters by full name, in memory.</summary>
public sealed class FakeContractStore : IContractStore, IEnumerable<KeyValuePair<string, string>>
{
    private readonly ConcurrentDictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>A parameter by its full name.</summary>
    public string this[string name]
    {
        get => values[name];
        set => values[name] = value;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyDictionary<string, string>>(
        values.Where(pair => pair.Key.StartsWith(path + "/", StringComparison.Ordinal)).ToDictionary(pair => pair.Key[(path.Length + 1)..], pair => pair.Value));

    /// <inheritdoc/>
    public Task WriteAsync(string name, string value, CancellationToken cancellationToken)
    {
        values[name] = value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
            values.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
