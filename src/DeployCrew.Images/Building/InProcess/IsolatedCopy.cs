using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Building;

/// <summary>A copy of the source in a folder of its own, for tools that write beside it; gone when disposed of.</summary>
internal sealed class IsolatedCopy : IDisposable
{
    /// <summary>Tools copy times into their output (static web assets' Last-Modified); one fixed time keeps it the same.</summary>
    private static readonly DateTime FixedTime = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private IsolatedCopy(string folder) => Folder = folder;

    public string Folder { get; }

    public static IsolatedCopy Of(string source, IEnumerable<SourceFile> files)
    {
        var copy = new IsolatedCopy(Directory.CreateTempSubdirectory("deploycrew-build-").FullName);
        foreach (var file in files)
        {
            var target = Path.Combine(copy.Folder, "source", file.Path);
            SourceFolder.CopyOne(Path.Combine(source, file.Path), target);
            File.SetLastWriteTimeUtc(target, FixedTime);
        }

        return copy;
    }

    /// <summary>The copied source.</summary>
    public string Source => Path.Combine(Folder, "source");

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
