using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using DeployCrew.Core.Json;

namespace DeployCrew.Rehearsal.State;

/// <summary>
/// Holds the state behind one lock, and writes it to disk by a file beside it and a rename: a killed cloud finds the last whole state.
/// Changes that come while a write is under way share the next one. Whoever answers for a change waits for <see cref="SavedAsync"/> first.
/// </summary>
internal sealed class StateStore : IAsyncDisposable
{
    // Writing takes a fifth of the time at most, so that a cloud of thousands of tasks has time for something else.
    private const int PausePerWrite = 4;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);
    private static readonly JsonWriterOptions Format = new() { Encoder = JsonFormat.Compact.Encoder, SkipValidation = true };
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly string file;
    private readonly CloudState state;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly Task writer;
    private TaskCompletionSource round = NewRound();
    private ArrayBufferWriter<byte> saved = new();
    private ArrayBufferWriter<byte> spare = new();
    private long version;
    private long savedVersion;
    private bool closing;

    public StateStore(string folder, TimeProvider time)
    {
        this.time = time;
        Directory.CreateDirectory(folder);
        file = Path.Combine(folder, "state.json");
        state = File.Exists(file)
            ? JsonSerializer.Deserialize<CloudState>(File.ReadAllBytes(file), JsonFormat.Compact) ?? new CloudState()
            : new CloudState();
        writer = Task.Run(WriteAsync);
    }

    /// <summary>Grows with every change. Who finds it as it was knows that nothing has changed, without the lock.</summary>
    public long Version => Volatile.Read(ref version);

    /// <summary>Reads under the lock. What is returned must not be part of the state.</summary>
    public T Read<T>(Func<CloudState, T> read)
    {
        lock (gate)
            return read(state);
    }

    /// <summary>Changes under the lock. When <paramref name="change"/> throws it must not have changed anything.</summary>
    public T Change<T>(Func<CloudState, T> change)
    {
        lock (gate)
        {
            var result = change(state);
            Changed();
            return result;
        }
    }

    /// <inheritdoc cref="Change{T}"/>
    public void Change(Action<CloudState> change) => Change(current =>
    {
        change(current);
        return true;
    });

    /// <summary>Changes under the lock, perhaps: <paramref name="change"/> tells whether it did.</summary>
    public void ChangeIf(Func<CloudState, bool> change)
    {
        lock (gate)
        {
            if (change(state))
                Changed();
        }
    }

    /// <summary>Completes when everything that was changed before the call is on the disk.</summary>
    /// <exception cref="IOException">It cannot be written. It stays in memory, and is tried again.</exception>
    public async Task SavedAsync(CancellationToken cancellationToken)
    {
        long wanted;
        lock (gate)
            wanted = version;
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (savedVersion >= wanted)
                    return;
                next = round.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Writes what is not written yet, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
            closing = true;
        wake.Release();
        await writer;
        wake.Dispose();
    }

    private void Changed()
    {
        Volatile.Write(ref version, version + 1);
        if (version == savedVersion + 1)
            wake.Release();
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            await wake.WaitAsync();
            while (Behind() is { Any: true } work)
            {
                var pause = Save();
                if (work.Closing && pause == Again)
                    return; // there is no disk to write to
                if (pause > Quick && !work.Closing)
                    await Task.Delay(pause, time);
            }

            if (Behind().Closing)
                return;
        }
    }

    private (bool Any, bool Closing) Behind()
    {
        lock (gate)
            return (version > savedVersion, closing);
    }

    // How long to leave the disk and the lock alone now.
    private TimeSpan Save()
    {
        var started = Stopwatch.GetTimestamp();
        var current = Serialize();
        try
        {
            Write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            EndRound(savedVersion).SetException(error as IOException ?? new IOException(error.Message, error));
            return Again;
        }

        EndRound(current).SetResult();
        return Stopwatch.GetElapsedTime(started) * PausePerWrite;
    }

    private TaskCompletionSource EndRound(long written)
    {
        lock (gate)
        {
            savedVersion = written;
            var ended = round;
            round = NewRound();
            return ended;
        }
    }

    private long Serialize()
    {
        spare.ResetWrittenCount();
        lock (gate)
        {
            using var json = new Utf8JsonWriter(spare, Format);
            JsonSerializer.Serialize(json, state, JsonFormat.Compact);
            return version;
        }
    }

    private void Write()
    {
        if (spare.WrittenSpan.SequenceEqual(saved.WrittenSpan) && File.Exists(file))
            return;
        var next = file + ".next";
        File.WriteAllBytes(next, spare.WrittenSpan);
        File.Move(next, file, overwrite: true);
        (saved, spare) = (spare, saved);
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
