namespace DeployCrew.Images.Oci;

/// <summary>One file, link or folder of a layer.</summary>
public sealed record LayerEntry
{
    private LayerEntry(string path) => Path = path.Trim('/');

    /// <summary>Path in the image, without a leading slash.</summary>
    public string Path { get; }

    /// <summary>File that holds the content; null for bytes, links and folders.</summary>
    public string? SourceFile { get; private init; }

    /// <summary>The content itself; null for files, links and folders.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; private init; }

    /// <summary>Target of a symbolic link, else null.</summary>
    public string? LinkTarget { get; private init; }

    /// <summary>Permissions.</summary>
    public UnixFileMode Mode { get; private init; }

    /// <summary>Whether it is a folder; those above files are added by the builder.</summary>
    public bool IsFolder => SourceFile is null && Bytes is null && LinkTarget is null;

    /// <summary>A file whose content is read when the layer is written.</summary>
    public static LayerEntry File(string path, string sourceFile, bool executable) =>
        new(path) { SourceFile = sourceFile, Mode = Sources.SourceFolder.Mode(executable) };

    /// <summary>A file with this content.</summary>
    public static LayerEntry FromBytes(string path, ReadOnlyMemory<byte> bytes, bool executable = false) =>
        new(path) { Bytes = bytes, Mode = Sources.SourceFolder.Mode(executable) };

    /// <summary>A symbolic link.</summary>
    public static LayerEntry Link(string path, string target) =>
        new(path) { LinkTarget = target, Mode = Sources.SourceFolder.Mode(true) | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite };

    /// <summary>A folder.</summary>
    public static LayerEntry Folder(string path) => new(path) { Mode = Sources.SourceFolder.Mode(true) };

    /// <summary>Every file and link below a folder of this machine, to stand below <paramref name="target"/> in the image.</summary>
    public static IEnumerable<LayerEntry> Below(string folder, string target)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            var path = $"{target.Trim('/')}/{entry.Name}";
            if (entry.LinkTarget is { } link)
                yield return Link(path, link);
            else if (entry is FileInfo)
                yield return File(path, entry.FullName, Sources.SourceFolder.IsExecutable(entry.FullName));
            else
                foreach (var below in Below(entry.FullName, path))
                    yield return below;
        }
    }
}
