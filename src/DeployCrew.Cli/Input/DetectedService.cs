using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Sources;

namespace DeployCrew.Cli.Input;

/// <summary>What a service was found to be.</summary>
/// <param name="Name">Of the service; null for a folder without requirements.</param>
/// <param name="Kind">How an image is made of it.</param>
/// <param name="Summary">In one line.</param>
/// <param name="Facts">One by one, with where each is from.</param>
/// <param name="Dockerfile">What builds it: the app's own, or the generated one; null unless asked for.</param>
/// <param name="DockerIgnore">What goes with a generated one.</param>
internal sealed record DetectedService(string? Name, string Kind, string Summary, IReadOnlyList<DetectedFact> Facts, string? Dockerfile, string? DockerIgnore)
{
    /// <summary>Detects the services of a project, or the one app of a folder or zip without requirements.</summary>
    /// <exception cref="DeployError">DC1xxx, DC31xx, DC32xx.</exception>
    public static async Task<IReadOnlyList<DetectedService>> FindAsync(string path, string? service, bool withDockerfile, CancellationToken cancellationToken)
    {
        var project = IsProject(path) ? Project.Open(path, null) : null;
        var services = project?.Requirements.Document.Services.OrderBy(one => one.Key, StringComparer.Ordinal).ToList();
        if (service is not null && services?.Any(one => one.Key == service) != true)
            throw InputErrors.UnknownService(service, [.. services?.Select(one => one.Key) ?? []]);

        var folder = Directory.CreateTempSubdirectory("deploycrew-").FullName;
        try
        {
            // Taken in as a run would: what it leaves out decides nothing here either.
            var source = Path.Combine(folder, "source");
            if (project is { App: null })
                await SourceIntake.GenerateNodeServiceAsync(source, project.Requirements.Document.Project, cancellationToken);
            else
                await new SourceIntake().OpenAsync(project?.App ?? path, source, cancellationToken);
            return services is null
                ? [Of(null, source, null, withDockerfile)]
                : [.. services.Where(one => service is null || one.Key == service).Select(one => Of(one.Key, Path.Combine(source, one.Value.Source), one.Value, withDockerfile))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsProject(string path) => Directory.Exists(path)
        ? File.Exists(Path.Combine(path, "requirements.json"))
        : Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static DetectedService Of(string? name, string folder, ServiceRequirements? asked, bool withDockerfile)
    {
        var app = AppDetector.Detect(folder, asked);
        var service = asked ?? new ServiceRequirements { Port = app.Port?.Value ?? 8080, Health = new() { Path = app.HealthPath?.Value ?? "/health" } };
        var own = app.Kind == AppKind.Dockerfile;
        return new DetectedService(name, app.Kind.ToString(), app.Summary, DetectedFact.Of(app, asked),
            !withDockerfile ? null : own ? File.ReadAllText(Path.Combine(folder, app.Entry!)) : DockerfileGenerator.Generate(app, service, DockerfileOptions.Plain),
            withDockerfile && !own ? DockerfileGenerator.DockerIgnore(app) : null);
    }
}

/// <summary>One thing that is known of an app.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Value">What it is.</param>
/// <param name="From">Place in the app (<c>package.json:5</c>), <c>requirements.json</c>, or <c>default</c>.</param>
internal sealed record DetectedFact(string Name, string Value, string From)
{
    public static IReadOnlyList<DetectedFact> Of(DetectedApp app, ServiceRequirements? asked) =>
    [
        .. new[]
        {
            app.Kind == AppKind.Dockerfile ? new DetectedFact("dockerfile", app.Entry!, app.Language?.Evidence?.Place ?? app.Entry!) : Text("language", app.Language),
            Text("version", app.Version), Text("framework", app.Framework), Text("package manager", app.PackageManager),
            Words("build command", app.BuildCommand), Words("start command", app.Start),
            app.Entry is null || app.Kind == AppKind.Dockerfile ? null : new DetectedFact("entry", app.Entry, asked?.Build.Entry is null ? app.Start?.Evidence?.Place ?? app.Language?.Evidence?.Place ?? "default" : "requirements.json"),
            Text("base image", app.BaseImage),
            app.Port is null ? null : new DetectedFact("port of the app", app.Port.Value.ToString(CultureInfo.InvariantCulture), Place(app.Port.Evidence)),
            asked is null ? null : new DetectedFact("port", asked.Port.ToString(CultureInfo.InvariantCulture), "requirements.json"),
            Text("health path of the app", app.HealthPath),
            asked is null ? null : new DetectedFact("health path", asked.Health.Path, "requirements.json"),
        }.OfType<DetectedFact>(),
        .. app.Libraries.Select(one => new DetectedFact("library", one.Value, Place(one.Evidence))),
        .. app.Extensions.Select(one => new DetectedFact("extension", one.Value, Place(one.Evidence))),
    ];

    private static DetectedFact? Text(string name, Fact<string>? fact) => fact is null ? null : new(name, fact.Value, Place(fact.Evidence));

    private static DetectedFact? Words(string name, Fact<IReadOnlyList<string>>? fact) => fact is null ? null : new(name, string.Join(' ', fact.Value), Place(fact.Evidence));

    private static string Place(Evidence? evidence) => evidence?.Place ?? "default";
}
