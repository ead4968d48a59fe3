using DeployCrew.Images.Oci;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A folder of a build's own, gone when disposed of; with a copy of the source in it for tools that write beside it, made when one asks.</summary>
internal sealed class IsolatedCopy(string source, IReadOnlyList<SourceFile> files) : IDisposable
{
    /// <summary>Tools copy times into their output (static web assets' Last-Modified); one fixed time keeps it the same.</summary>
    private static readonly DateTime FixedTime = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private string? _copy;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("deploycrew-build-").FullName;

    /// <summary>The copied source.</summary>
    public string Source => _copy ??= Copy();

    /// <summary>Path of a file of the source as it was taken in, to be read.</summary>
    public string Original(string file) => Path.Combine(source, file);

    /// <summary>The source's files as they were taken in, to stand below a folder of the image; only those below a folder of the source when one is named.</summary>
    public IEnumerable<LayerEntry> Files(string target, string below = ".")
    {
        var prefix = below.Trim('/') is "." or "" ? "" : below.Trim('/') + "/";
        return files.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(file => LayerEntry.File($"{target}/{file.Path[prefix.Length..]}", Original(file.Path), file.Executable));
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private string Copy()
    {
        var copy = Path.Combine(Folder, "source");
        Directory.CreateDirectory(copy);
        foreach (var file in files)
        {
            var target = Path.Combine(copy, file.Path);
            SourceFolder.CopyOne(Original(file.Path), target);
            File.SetLastWriteTimeUtc(target, FixedTime);
        }

        return copy;
    }
}
