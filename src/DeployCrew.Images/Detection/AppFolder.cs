using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Detection;

/// <summary>The folder of one service, read by detection. Names that the app's files give (a main script, a project) lead nowhere outside it.</summary>
internal sealed class AppFolder(string path)
{
    private const int DeepestFolder = 7;
    private const int MostFiles = 20_000;
    private const int MostSources = 400;
    private const long LargestSource = 256 << 10;

    // What lies in these is not what runs.
    private static readonly HashSet<string> BesideTheApp = new(
        ["test", "tests", "__tests__", "spec", "e2e", "vendor", "dist", "build", "target", "examples", "docs", "migrations"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, ProjectText> _texts = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _files;

    public string Path => path;

    /// <summary>Files down to seven folders deep, relative with <c>/</c>, those at the top first; without what is never source, and without links.</summary>
    public IReadOnlyList<string> Files => _files ??= [.. List("", 0).Take(MostFiles)
        .OrderBy(file => file.Count(c => c == '/')).ThenBy(file => file, StringComparer.Ordinal)];

    public bool Has(string file) => IsInside(file) && File.Exists(System.IO.Path.Combine(path, file));

    public bool HasFolder(string folder) => IsInside(folder) && Directory.Exists(System.IO.Path.Combine(path, folder));

    /// <exception cref="Core.Errors.DeployError">DC3204.</exception>
    public ProjectText Read(string file)
    {
        if (!_texts.TryGetValue(file, out var text))
            _texts[file] = text = ProjectText.Read(path, file);
        return text;
    }

    /// <summary>The first of these files that is there.</summary>
    public string? First(params IEnumerable<string> files) => files.FirstOrDefault(Has);

    /// <summary>The app's source texts with one of these extensions; tests, generated and very large files are left out.</summary>
    public IEnumerable<ProjectText> Sources(params string[] extensions) => Files
        .Where(file => extensions.Contains(System.IO.Path.GetExtension(file)) && !file.Split('/').Any(BesideTheApp.Contains))
        .Where(file => new FileInfo(System.IO.Path.Combine(path, file)).Length <= LargestSource)
        .Take(MostSources)
        .Select(Read);

    public AppFolder Below(string folder) => new(System.IO.Path.Combine(path, folder));

    private IEnumerable<string> List(string folder, int depth)
    {
        foreach (var entry in new DirectoryInfo(System.IO.Path.Combine(path, folder)).EnumerateFileSystemInfos())
        {
            var relative = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (IgnoreRules.IsAlwaysIgnored(entry.Name) || entry.LinkTarget is not null)
                continue;
            if (entry is FileInfo)
            {
                yield return relative;
            }
            else if (depth < DeepestFolder)
            {
                foreach (var below in List(relative, depth + 1))
                    yield return below;
            }
        }
    }

    private bool IsInside(string relative)
    {
        if (relative.Length == 0 || relative.Contains('\0', StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative))
            return false;
        var inside = System.IO.Path.GetRelativePath(path, System.IO.Path.Combine(path, relative));
        return inside != ".." && !inside.StartsWith("../", StringComparison.Ordinal) && !inside.StartsWith("..\\", StringComparison.Ordinal);
    }
}
