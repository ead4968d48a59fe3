using System.Text.Json;
using DeployCrew.Core.Json;

namespace DeployCrew.Rehearsal.State;

/// <summary>
/// Holds the state behind one lock and writes it to disk after each change, by a file beside it and a rename: a killed cloud finds the last whole state.
/// </summary>
internal sealed class StateStore
{
    private readonly string file;
    private readonly CloudState state;
    private readonly Lock gate = new();
    private byte[] saved = [];

    public StateStore(string folder)
    {
        Directory.CreateDirectory(folder);
        file = Path.Combine(folder, "state.json");
        state = File.Exists(file)
            ? JsonSerializer.Deserialize<CloudState>(File.ReadAllBytes(file), JsonFormat.Compact) ?? new CloudState()
            : new CloudState();
    }

    /// <summary>Reads under the lock. What is returned must not be part of the state.</summary>
    public T Read<T>(Func<CloudState, T> read)
    {
        lock (gate)
            return read(state);
    }

    /// <summary>Changes under the lock, and saves. When <paramref name="change"/> throws it must not have changed anything.</summary>
    public T Change<T>(Func<CloudState, T> change)
    {
        lock (gate)
        {
            var result = change(state);
            Save();
            return result;
        }
    }

    /// <inheritdoc cref="Change{T}"/>
    public void Change(Action<CloudState> change) => Change(current =>
    {
        change(current);
        return true;
    });

    private void Save()
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(state, JsonFormat.Compact);
        if (bytes.AsSpan().SequenceEqual(saved))
            return;
        var next = file + ".next";
        File.WriteAllBytes(next, bytes);
        File.Move(next, file, overwrite: true);
        saved = bytes;
    }
}
