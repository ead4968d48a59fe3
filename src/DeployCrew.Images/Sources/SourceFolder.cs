using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Sources;

/// <summary>Reading and copying folders of source.</summary>
internal static class SourceFolder
{
    private const UnixFileMode PlainMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecuteBits = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>0644, or 0755 for what may be executed: the only two modes that source has, so that umasks do not matter.</summary>
    public static UnixFileMode Mode(bool executable) => executable ? PlainMode | ExecuteBits : PlainMode;

    /// <summary>Whether a file's owner may execute it.</summary>
    public static bool IsExecutable(string path) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);

    /// <summary>All files of a folder, in ordinal order, with <c>/</c>.</summary>
    public static IReadOnlyList<SourceFile> List(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(path => new SourceFile(
                Path.GetRelativePath(folder, path).Replace('\\', '/'), new FileInfo(path).Length, IsExecutable(path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>Copies the source files of a folder, without what <see cref="IgnoreRules"/> leaves out.</summary>
    /// <exception cref="DeployError">DC3106 for a link that leads out of the folder or to a folder; DC3108 past a limit.</exception>
    public static async Task CopyAsync(string from, string to, SourceLimits limits, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        Walk(from, "", files, limits);
        var ignoreFile = Path.Combine(from, ".dockerignore");
        var rules = IgnoreRules.For(files, File.Exists(ignoreFile) ? await File.ReadAllTextAsync(ignoreFile, cancellationToken) : null);
        var bytes = 0L;
        foreach (var file in files.Where(file => !rules.Ignores(file)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var source = Followed(from, file);
            bytes += new FileInfo(source).Length;
            if (bytes > limits.MaxBytes)
                throw SourceErrors.TooLarge("bytes", limits.MaxBytes);
            CopyOne(source, Path.Combine(to, file));
        }
    }

    /// <summary>Copies one file with its executable bit; a plain copy, because the original's times and permissions are not source.</summary>
    public static void CopyOne(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, Mode(IsExecutable(from)));
    }

    private static void Walk(string root, string relative, List<string> files, SourceLimits limits)
    {
        foreach (var entry in new DirectoryInfo(Path.Combine(root, relative)).EnumerateFileSystemInfos())
        {
            var path = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
            if (IgnoreRules.IsAlwaysIgnored(entry.Name))
                continue;
            if (entry is DirectoryInfo && entry.LinkTarget is null)
                Walk(root, path, files, limits);
            else if (entry is DirectoryInfo)
                throw SourceErrors.LinkRefused(path, $"it leads to the folder '{entry.LinkTarget}'.");
            else
                files.Add(path);
            if (files.Count > limits.MaxEntries)
                throw SourceErrors.TooLarge("files", limits.MaxEntries);
        }
    }

    /// <summary>The file itself, or the file that a link leads to when that lies inside the folder.</summary>
    private static string Followed(string root, string relative)
    {
        var path = Path.Combine(root, relative);
        if (File.ResolveLinkTarget(path, returnFinalTarget: true) is not { } target)
            return path;
        var inside = Path.GetRelativePath(Path.GetFullPath(root), target.FullName);
        if (inside.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(inside) || PassesALink(root, inside))
            throw SourceErrors.LinkRefused(relative, $"it leads out of the folder, to '{target.FullName}'.");
        if (!target.Exists || target.Attributes.HasFlag(FileAttributes.Directory))
            throw SourceErrors.LinkRefused(relative, $"'{target.FullName}' is not a file.");
        return target.FullName;
    }

    private static bool PassesALink(string root, string inside)
    {
        for (var folder = Path.GetDirectoryName(inside); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (new DirectoryInfo(Path.Combine(root, folder)).LinkTarget is not null)
                return true;
        }

        return false;
    }
}
