namespace DeployCrew.Images.Building.InProcess;

/// <summary>A temporary folder that goes with its owner: at once when disposed of, and where the owner was killed, when the next one is made.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = "deploycrew-build-";
    private const string Lock = ".lock";

    private readonly FileStream _lock;

    /// <param name="parent">Where it lies; null: among the system's temporary files.</param>
    public WorkFolder(string? parent = null)
    {
        parent ??= System.IO.Path.GetTempPath();
        Sweep(parent);
        Path = System.IO.Path.Combine(parent, Prefix + Guid.NewGuid().ToString("n"));

        // The system gives the lock up when its owner ends, however it does.
        _lock = new FileStream(Path + Lock, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        _lock.Dispose();
        File.Delete(_lock.Name);
    }

    private static void Sweep(string parent)
    {
        foreach (var file in Directory.EnumerateFiles(parent, Prefix + "*" + Lock))
        {
            try
            {
                using var free = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None);
                if (file[..^Lock.Length] is var folder && Directory.Exists(folder))
                    Directory.Delete(folder, recursive: true);
                File.Delete(file);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                // Its owner is at work, or it is another user's.
            }
        }
    }
}
