using DeployCrew.Images.Linting.Secrets;

namespace DeployCrew.Images.Reading;

/// <summary>Which files say what an app is, by their names.</summary>
internal static class TellingFiles
{
    private static readonly HashSet<string> Manifests = new(
        [
            "package.json", "deno.json", "pyproject.toml", "requirements.txt", "Pipfile", "setup.py", "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts", "Gemfile",
            "composer.json", "mix.exs", "rebar.config", "cpanfile", "Makefile.PL", "dub.json", "shard.yml", "build.sbt", "Package.swift", "stack.yaml", "pubspec.yaml", "project.clj",
            "deps.edn", "Project.toml", "build.zig", "CMakeLists.txt", "meson.build", "configure.ac", "Makefile", "Rakefile", "Procfile", "app.json", "config.ru", "dune-project",
        ], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Entries = new(["main", "server", "app", "index", "start", "run", "serve", "web", "httpd", "api", "wsgi", "asgi", "program"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Telling = new(
        [
            ".c", ".cc", ".cpp", ".cs", ".fs", ".clj", ".conf", ".cr", ".d", ".dart", ".erl", ".ex", ".exs", ".go", ".hs", ".ini", ".java", ".jl", ".js", ".kt", ".lua", ".mjs", ".ml",
            ".nim", ".php", ".pl", ".pm", ".psgi", ".py", ".r", ".rb", ".rkt", ".rs", ".scala", ".sh", ".swift", ".tcl", ".toml", ".ts", ".v", ".xml", ".yaml", ".yml", ".zig", ".json", ".html",
        ], StringComparer.OrdinalIgnoreCase);

    // Keys, credentials and the settings of one machine: their names are listed, their text is nobody's business.
    private static readonly string[] ClosedEnds = [".pem", ".key", ".crt", ".cer", ".der", ".asc", ".gpg", ".tfstate", ".tfvars"];
    private static readonly string[] ClosedFolders = [".aws", ".ssh", ".gnupg", ".kube", ".docker", ".azure", ".gcloud", "secrets"];
    private static readonly string[] ClosedNames = ["credentials", "secret", "htpasswd", "password", ".netrc", ".npmrc", ".pypirc", ".pgpass"];

    /// <summary>Whether a file may be read for somebody else.</summary>
    public static bool IsOpen(string path)
    {
        var parts = path.Split('/');
        var name = parts[^1];
        return SecretNames.What(path) is null && !SecretNames.IsDotenv(path) && SecretNames.LinesOf(path) is null && !name.StartsWith(".env", StringComparison.OrdinalIgnoreCase)
            && !ClosedEnds.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            && !ClosedNames.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
            && !parts.SkipLast(1).Any(part => ClosedFolders.Contains(part, StringComparer.OrdinalIgnoreCase))
            && Rank(path) < Unread;
    }

    private const int Unread = 9;

    /// <summary>The most telling first.</summary>
    public static int Rank(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var isLock = stem.EndsWith("lock", StringComparison.OrdinalIgnoreCase) || extension.Equals(".lock", StringComparison.OrdinalIgnoreCase);
        return name switch
        {
            _ when isLock => Unread,
            _ when Manifests.Contains(name) => 0,
            _ when name.StartsWith("README", StringComparison.OrdinalIgnoreCase) || name.StartsWith("INSTALL", StringComparison.OrdinalIgnoreCase) => 1,
            _ when Entries.Contains(stem) && (extension.Length == 0 || Telling.Contains(extension)) => 2,
            _ when extension.Length == 0 && !name.StartsWith('.') => 4, // scripts
            _ when Telling.Contains(extension) => 3,
            _ => Unread,
        };
    }
}
