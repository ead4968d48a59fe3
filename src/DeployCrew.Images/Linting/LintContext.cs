using DeployCrew.Images.Detection;
using DeployCrew.Images.Linting.Secrets;

namespace DeployCrew.Images.Linting;

/// <summary>What is known of the folder that a Dockerfile is built in.</summary>
public sealed record LintContext
{
    private static readonly string[] HeavyNames = [".git", "node_modules", ".venv", "venv", "__pycache__", "target", "bin", "obj"];

    /// <summary>Nothing is known: rules about the folder say nothing.</summary>
    public static LintContext Unknown { get; } = new();

    /// <summary>The folder, or null.</summary>
    public string? Folder { get; init; }

    /// <summary>Text of the .dockerignore; null when there is none.</summary>
    public string? DockerIgnore { get; init; }

    /// <summary>Port that the requirements name, or null.</summary>
    public int? Port { get; init; }

    /// <summary>Ids that a .hadolint.yaml leaves out.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>What the folder holds of things that belong in no image: <c>.git</c>, <c>node_modules</c>, build output.</summary>
    public IReadOnlyList<string> Heavy { get; init; } = [];

    /// <summary>Files with secrets that would go into the image, with the place and kind of each; never the secret.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Of a folder.</summary>
    /// <param name="folder">The build context.</param>
    /// <param name="port">Port that the requirements name, or null.</param>
    /// <param name="app">What lies in it; null: an app with a Dockerfile of its own.</param>
    public static LintContext OfFolder(string folder, int? port = null, DetectedApp? app = null)
    {
        var ignoreFile = Path.Combine(folder, ".dockerignore");
        return new LintContext
        {
            Folder = folder,
            Port = port,
            DockerIgnore = File.Exists(ignoreFile) ? File.ReadAllText(ignoreFile) : null,
            Ignored = HadolintFile.Ignored(folder),
            Secrets = [.. ContextSecrets.Find(folder, app ?? new DetectedApp { Kind = AppKind.Dockerfile, Entry = "Dockerfile" }).Select(one => one.ToString())],
            Heavy = [.. HeavyNames.Where(name => IsHeavy(folder, name))],
        };
    }

    /// <summary>Whether a file of the folder goes into the build.</summary>
    internal bool Holds(string path) =>
        Folder is not null && File.Exists(Path.Combine(Folder, path)) && !Images.Sources.DockerIgnore.Parse(DockerIgnore ?? "").Ignores(path);

    /// <summary>A file's text, or null.</summary>
    internal string? Read(string path) => Holds(path) ? File.ReadAllText(Path.Combine(Folder!, path)) : null;

    // bin/ of an Express app is source; of a .NET app it is output.
    private static bool IsHeavy(string folder, string name) =>
        (Directory.Exists(Path.Combine(folder, name)) || (name == ".git" && File.Exists(Path.Combine(folder, name)))) && name switch
        {
            "target" => File.Exists(Path.Combine(folder, "pom.xml")) || File.Exists(Path.Combine(folder, "Cargo.toml")),
            "bin" or "obj" => Directory.EnumerateFiles(folder, "*.*proj").Any(),
            _ => true,
        };
}
