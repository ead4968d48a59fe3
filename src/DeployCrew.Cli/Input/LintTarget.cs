using System.Text;
using DeployCrew.Core.Diffs;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Plans;

namespace DeployCrew.Cli.Input;

/// <summary>One Dockerfile to lint: a file, or what would be generated.</summary>
/// <param name="File">Its path as it is shown.</param>
/// <param name="Text">Its text.</param>
/// <param name="Context">The folder around it.</param>
/// <param name="IsGenerated">Whether there is no such file: nothing is written then.</param>
internal sealed record LintTarget(string File, string Text, LintContext Context, bool IsGenerated)
{
    /// <summary>What a path names.</summary>
    /// <exception cref="DeployError">DC1000 the requirements have problems, DC3141 nothing there, DC1096 no such service, DC32xx not detected.</exception>
    public static IReadOnlyList<LintTarget> Open(string path, string? service)
    {
        var isRequirements = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || System.IO.File.Exists(Path.Combine(path, "requirements.json"));
        if (isRequirements)
            return OfServices(path, service);
        if (service is not null)
            throw LintErrors.NothingToLint(path, "--service goes with a requirements.json");
        if (System.IO.File.Exists(path))
            return [OfFile(path, Path.GetDirectoryName(Path.GetFullPath(path))!, port: null)];
        return Directory.Exists(path) ? [OfFolder(path, null)] : throw LintErrors.NothingToLint(path, "it does not exist");
    }

    public LintReport Lint() => DockerfileLinter.Lint(IsGenerated ? $"{File} (generated)" : File, Text, Context);

    /// <summary>What fixing would change; paths relative to a folder when the file lies in it.</summary>
    public string Diff(string root)
    {
        if (IsGenerated)
            return "";
        var fixes = DockerfileLinter.Fix(Text, Context);
        var path = RelativeTo(root);
        var ignorePath = (this with { File = Path.Combine(Context.Folder!, ".dockerignore") }).RelativeTo(root);
        return UnifiedDiff.Write(path, Text, fixes.Dockerfile) + (fixes.DockerIgnore is { } ignore ? UnifiedDiff.Write(ignorePath, Context.DockerIgnore, ignore) : "");
    }

    /// <summary>Writes what can be put right.</summary>
    /// <exception cref="DeployError">DC1904: it cannot be written.</exception>
    public (LintTarget Fixed, IReadOnlyList<string> Done) Fix()
    {
        var fixes = DockerfileLinter.Fix(Text, Context);
        if (IsGenerated || fixes.Applied.Count == 0)
            return (this, []);
        if (fixes.Dockerfile != Text)
            TextFile.Write(File, fixes.Dockerfile);
        if (fixes.DockerIgnore is { } ignore && ignore != Context.DockerIgnore)
            TextFile.Write(Path.Combine(Context.Folder!, ".dockerignore"), ignore);
        return (OfFile(File, Context.Folder!, Context.Port), fixes.Applied);
    }

    /// <summary>Its path with slashes, relative to a folder when it lies in it; else its name.</summary>
    public string RelativeTo(string root)
    {
        var path = Path.GetRelativePath(root, Path.GetFullPath(File)).Replace('\\', '/');
        return path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) ? Path.GetFileName(File) : path;
    }

    private static List<LintTarget> OfServices(string path, string? service)
    {
        var project = Project.Open(path, null);
        var services = project.Requirements.Document.Services;
        if (service is not null && !services.ContainsKey(service))
            throw InputErrors.UnknownService(service, [.. services.Keys.Order(StringComparer.Ordinal)]);
        if (project.App is not { } app || !Directory.Exists(app))
            throw LintErrors.NothingToLint(path, project.App is null ? "the requirements have no app" : "its app is no folder");
        return [.. services.Where(one => service is null || one.Key == service).OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => OfFolder(Shown(Path.GetFullPath(Path.Combine(app, one.Value.Source))), one.Value))];
    }

    // Below the current folder, as people would name it.
    private static string Shown(string folder) => Path.GetRelativePath(Environment.CurrentDirectory, folder) is var path && path.StartsWith("..", StringComparison.Ordinal) ? folder : path;

    private static LintTarget OfFolder(string folder, ServiceRequirements? service)
    {
        var app = AppDetector.Detect(folder, service);
        if (app.Kind == AppKind.Dockerfile)
            return OfFile(Path.Combine(folder, app.Entry!), folder, service?.Port);
        var context = LintContext.OfFolder(folder, service?.Port, app);
        return new LintTarget(
            Path.Combine(folder, "Dockerfile"), DockerfileGenerator.Generate(app, service ?? new ServiceRequirements(), DockerfileOptions.Plain),
            context with { DockerIgnore = DockerfileGenerator.DockerIgnore(app) + context.DockerIgnore }, IsGenerated: true);
    }

    // Read as bytes: a byte order mark is part of what is kept.
    private static LintTarget OfFile(string file, string folder, int? port) =>
        new(file, Encoding.UTF8.GetString(System.IO.File.ReadAllBytes(file)), LintContext.OfFolder(folder, port), IsGenerated: false);
}
