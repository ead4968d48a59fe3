namespace DeployCrew.Images.Sources;

/// <summary>What is never source: version control, dependencies, build output, local secrets, DeployCrew's own files; and what the app's .dockerignore lists.</summary>
internal sealed class IgnoreRules(DockerIgnore dockerIgnore, IReadOnlySet<string> buildFolders)
{
    private static readonly HashSet<string> AlwaysIgnored = new(
        [".git", ".hg", ".svn", "node_modules", ".venv", "__pycache__", ".DS_Store", "__MACOSX", ".vs", ".idea"], StringComparer.Ordinal);

    // Beside an app that is deployed from its own folder: a changed scaling limit must not make another image.
    private static readonly HashSet<string> OwnFiles = new(["requirements.json", "requirements.schema.json"], StringComparer.Ordinal);

    private static readonly string[] BuildOutput = ["bin", "obj", "artifacts"];

    /// <summary>Rules for a set of paths (relative, with <c>/</c>).</summary>
    /// <param name="paths">All files there are.</param>
    /// <param name="dockerIgnore">Text of the .dockerignore at the root, or null.</param>
    public static IgnoreRules For(IEnumerable<string> paths, string? dockerIgnore)
    {
        // Only beside a .NET project are these build output: Express keeps its start script in bin/.
        var projects = paths.Where(IsDotNetProject).Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        var folders = projects.SelectMany(folder => BuildOutput.Select(name => folder + name)).ToHashSet(StringComparer.Ordinal);
        return new IgnoreRules(DockerIgnore.Parse(dockerIgnore ?? ""), folders);
    }

    /// <summary>Whether a folder of this name is left out wherever it stands.</summary>
    public static bool IsAlwaysIgnored(string segment) => AlwaysIgnored.Contains(segment);

    /// <summary>Whether a file is left out.</summary>
    public bool Ignores(string path)
    {
        var segments = path.Split('/');
        if (segments.Any(AlwaysIgnored.Contains) || IsLocalEnvironment(segments[^1]) || OwnFiles.Contains(path))
            return true;
        for (var length = 1; length < segments.Length; length++)
        {
            if (buildFolders.Contains(string.Join('/', segments[..length])))
                return true;
        }

        return path is not ("Dockerfile" or ".dockerignore") && dockerIgnore.Ignores(path);
    }

    /// <summary>dotenv's files for one machine: the values in them are secrets more often than not.</summary>
    internal static bool IsLocalEnvironment(string name) =>
        name is ".env" or ".env.local" || (name.StartsWith(".env.", StringComparison.Ordinal) && name.EndsWith(".local", StringComparison.Ordinal));

    private static bool IsDotNetProject(string path) =>
        path.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && Path.GetExtension(path).ToUpperInvariant() is ".CSPROJ" or ".FSPROJ" or ".VBPROJ"
        || Path.GetExtension(path).ToUpperInvariant() is ".SLN" or ".SLNX";

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}
