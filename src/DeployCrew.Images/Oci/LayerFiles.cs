using System.Formats.Tar;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Oci;

/// <summary>Applies the entries of one layer to a folder: files, folders, links, and whiteouts of what lower layers put there.</summary>
internal sealed class LayerFiles(string root)
{
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";
    private const UnixFileMode Permissions = (UnixFileMode)0x1FF;
    private const UnixFileMode OwnerNeeds = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly ContainedPath _contained = new(root);
    private readonly HashSet<string> _ofThisLayer = new(StringComparer.Ordinal);

    public async Task ApplyAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        var parts = ContainedPath.Parse(entry.Name);
        if (parts.Count == 0)
            return;
        var folder = _contained.Resolve(parts.SkipLast(1));
        if (parts[^1] == Opaque)
        {
            Clear(folder);
            return;
        }

        if (parts[^1].StartsWith(Whiteout, StringComparison.Ordinal))
        {
            var hidden = parts[^1][Whiteout.Length..];
            if (hidden is "" or "." or ".." || hidden.Contains('/', StringComparison.Ordinal))
                throw ImageErrors.UnsafeEntry(entry.Name, "it is no valid whiteout");
            Remove(Path.Combine(folder, hidden));
            return;
        }

        CreateFolder(folder);
        var path = Path.Combine(folder, parts[^1]);
        if (await WriteAsync(entry, folder, path, cancellationToken))
        {
            for (var above = path; above.Length > root.Length; above = Path.GetDirectoryName(above)!)
                _ofThisLayer.Add(above);
        }
    }

    /// <returns>False for what is left out: device nodes, sockets, and metadata.</returns>
    private async Task<bool> WriteAsync(TarEntry entry, string folder, string path, CancellationToken cancellationToken)
    {
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                if (new FileInfo(path) is { LinkTarget: not null } or { Exists: true })
                    Remove(path);
                CreateFolder(path);
                SetMode(path, entry.Mode | OwnerNeeds);
                return true;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Remove(path);
                await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
                {
                    if (entry.DataStream is { } content)
                        await content.CopyToAsync(file, cancellationToken);
                }

                SetMode(path, entry.Mode | UnixFileMode.UserRead);
                return true;
            case TarEntryType.SymbolicLink:
                Remove(path);
                File.CreateSymbolicLink(path, _contained.LinkTarget(folder, entry.LinkName, entry.Name));
                return true;
            case TarEntryType.HardLink:
                var parts = ContainedPath.Parse(entry.LinkName);
                HardLink(Path.Combine(_contained.Resolve(parts.SkipLast(1)), parts.Count > 0 ? parts[^1] : "."), path, entry);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A copy stands in for the hard link: files of an unpacked image may then be changed one by one.</summary>
    private void HardLink(string target, string path, TarEntry entry)
    {
        var file = new FileInfo(target);
        if (file.LinkTarget is { } link)
        {
            Remove(path);
            File.CreateSymbolicLink(path, _contained.LinkTarget(
                Path.GetDirectoryName(path)!, Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(Path.GetDirectoryName(target)!, link)), entry.Name));
            return;
        }

        if (!file.Exists)
            throw ImageErrors.UnsafeEntry(entry.Name, $"it is a hard link to '{entry.LinkName}', which is not there");
        if (target == path)
            return;
        Remove(path);
        File.Copy(target, path);
    }

    private void CreateFolder(string path)
    {
        // A lower layer may have a file where this one needs a folder.
        for (var above = path; above.Length > root.Length; above = Path.GetDirectoryName(above)!)
        {
            if (File.Exists(above) && !Directory.Exists(above))
                File.Delete(above);
        }

        Directory.CreateDirectory(path);
    }

    private void Clear(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().ToList())
        {
            if (!_ofThisLayer.Contains(entry.FullName))
                Remove(entry.FullName);
            else if (entry is DirectoryInfo && entry.LinkTarget is null)
                Clear(entry.FullName);
        }
    }

    /// <summary>Removes a link itself, never what it leads to.</summary>
    private static void Remove(string path)
    {
        if (new FileInfo(path) is { LinkTarget: not null } or { Exists: true })
            File.Delete(path);
        else if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode & Permissions);
    }
}
