namespace DeployCrew.Core.Processes;

/// <summary>A lock between processes of one machine. The operating system holds it, so that it ends with its process, however that ends.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Takes it, unless somebody has it.</summary>
    /// <param name="path">Its file; made when it is not there.</param>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Waits until it can be taken.</summary>
    /// <param name="path">Its file; made when it is not there.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <param name="deadline">How long to wait; null: until it is cancelled.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">It was not to be had by then, or there can be no such file.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeProvider time, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        while (true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path) && (deadline is null || time.GetUtcNow() < deadline))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
