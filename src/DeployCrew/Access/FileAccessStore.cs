using System.Text.Json;
using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;

namespace DeployCrew.Access;

/// <summary>Tokens and audit trail in files that are their owner's alone: <c>$DEPLOYCREW_HOME/access/</c>.</summary>
/// <param name="home">Where.</param>
/// <param name="time">Clock.</param>
public sealed class FileAccessStore(Home home, TimeProvider time) : IAccessStore, IDisposable
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // Within this process first: the operating system's lock is polled.
    private readonly SemaphoreSlim gate = new(1, 1);

    private string TokenFile => Path.Combine(home.Access, "tokens.json");

    private string AuditFile => Path.Combine(home.Access, "audit.jsonl");

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccessToken>> TokensAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<AccessToken>>(Read());

    /// <inheritdoc/>
    public Task<AccessToken?> ChangeAsync(string name, Func<AccessToken?, AccessToken?> change, CancellationToken cancellationToken) => AloneAsync(() =>
    {
        var tokens = Read();
        var old = tokens.FirstOrDefault(token => token.Name == name);
        var next = change(old);
        if (next == old)
            return old;
        Write([.. tokens.Where(token => token.Name != name).Concat(next is null ? [] : [next]).OrderBy(token => token.Name, StringComparer.Ordinal)]);
        return old;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => AloneAsync(() =>
    {
        using var file = Open(AuditFile, FileMode.Append);
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, JsonFormat.Compact), (byte)'\n']);
        file.Flush(flushToDisk: true);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(int most, CancellationToken cancellationToken)
    {
        if (!File.Exists(AuditFile))
            return [];
        var newest = new Queue<string>();
        await foreach (var line in File.ReadLinesAsync(AuditFile, cancellationToken))
        {
            newest.Enqueue(line);
            if (newest.Count > most)
                newest.Dequeue();
        }

        return [.. newest.Select(Entry).OfType<AuditEntry>()];
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    // A line that was being written when the machine died.
    private static AuditEntry? Entry(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(line, JsonFormat.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private AccessToken[] Read()
    {
        try
        {
            return File.Exists(TokenFile) ? JsonSerializer.Deserialize<AccessToken[]>(File.ReadAllBytes(TokenFile), JsonFormat.Compact) ?? [] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw AccessErrors.StoreUnusable(TokenFile, error.Message);
        }
    }

    private void Write(AccessToken[] tokens)
    {
        var partial = TokenFile + ".partial";
        using (var file = Open(partial, FileMode.Create))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(tokens, JsonFormat.Indented));
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, TokenFile, overwrite: true);
    }

    private async Task<T> AloneAsync<T>(Func<T> act, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            home.MakeAccess();
            await using var held = await LockAsync(cancellationToken);
            return act();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AccessErrors.StoreUnusable(home.Access, error.Message);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        for (var end = time.GetUtcNow() + LongestWait; ;)
        {
            try
            {
                return Open(Path.Combine(home.Access, ".lock"), FileMode.OpenOrCreate);
            }
            catch (IOException) when (time.GetUtcNow() < end)
            {
                await Task.Delay(Pause, time, cancellationToken); // another process has it
            }
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = mode == FileMode.Append ? FileShare.ReadWrite : FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        return new FileStream(path, options);
    }
}
