using DeployCrew.Images.Oci;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Building.BuildKit;

/// <summary>A build context as a folder. Files have the modes and the time that they have in the tar that an engine gets otherwise.</summary>
internal static class ContextFolder
{
    public static void Write(IReadOnlyList<LayerEntry> entries, string folder, CancellationToken cancellationToken)
    {
        FoldersTo(folder);
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = Path.Combine(folder, entry.Path);
            FoldersTo(Path.GetDirectoryName(path)!);
            if (entry.Bytes is { } bytes)
                File.WriteAllBytes(path, bytes.Span);
            else
                File.Copy(entry.SourceFile!, path);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, entry.Mode);
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        }

        // Last, because what is put into a folder changes its time.
        foreach (var one in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
            Directory.SetLastWriteTimeUtc(one, DateTime.UnixEpoch);
    }

    private static void FoldersTo(string folder)
    {
        if (Directory.Exists(folder))
            return;
        FoldersTo(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, SourceFolder.Mode(true)); // whatever the umask
    }
}
