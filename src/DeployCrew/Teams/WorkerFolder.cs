using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Runs;

namespace DeployCrew.Teams;

/// <summary>Where one worker works: <c>$DEPLOYCREW_HOME/workers/&lt;name&gt;/</c>, apart from other workers of the machine. The operating system holds its lock, so that
/// what a killed worker has left is known, and removed by the next one that starts.</summary>
internal sealed class WorkerFolder : IDisposable
{
    private readonly FileLock held;

    private WorkerFolder(string path, FileLock held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Takes the folder of a worker.</summary>
    /// <exception cref="DeployError">DC9211: a worker of that name works here.</exception>
    public static WorkerFolder Take(Home home, string name)
    {
        var all = System.IO.Path.Combine(home.Folder, "workers");
        Directory.CreateDirectory(all);
        foreach (var other in Directory.GetFiles(all, "*.lock"))
            Clear(other);
        var path = System.IO.Path.Combine(all, name);
        var held = FileLock.TryTake(path + ".lock") ?? throw TeamErrors.WorkerIsThere(name);
        Directory.CreateDirectory(path);
        return new WorkerFolder(path, held);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        File.Delete(Path + ".lock");
        held.Dispose();
    }

    private static void Clear(string lockFile)
    {
        using var held = FileLock.TryTake(lockFile);
        if (held is null)
            return;
        var folder = System.IO.Path.ChangeExtension(lockFile, null);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        File.Delete(lockFile);
    }
}
