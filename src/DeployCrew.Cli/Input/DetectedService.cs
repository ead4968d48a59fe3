using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Reading;

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
    /// <summary>What a model has read of the app, where rules could not tell; null otherwise.</summary>
    public AppReading? Reading { get; init; }

    /// <summary>Detects the services of a project, or the one app of a folder or zip without requirements.</summary>
    /// <exception cref="DeployError">DC1xxx, DC31xx, DC32xx.</exception>
    public static async Task<IReadOnlyList<DetectedService>> FindAsync(string path, string? service, bool withDockerfile, BaseAges ages, AppReader? reader, CancellationToken cancellationToken)
    {
        using var sources = await AppSources.OpenAsync(path, service, cancellationToken);
        var found = new List<DetectedService>();
        foreach (var (name, folder, asked) in sources.Services)
        {
            var stated = sources.RequirementsFile is { } file && asked is not null ? StatedSettings.Of(file, name!, asked) : null;
            try
            {
                found.Add(await OfAsync(name, folder, asked, stated, withDockerfile, ages, cancellationToken));
            }
            catch (DeployError unsure) when (reader is not null && ReadingService.CanAnswer(unsure))
            {
                found.Add(Of(name, await reader(folder, asked, unsure, cancellationToken), unsure));
            }
        }

        return found;
    }

    private static DetectedService Of(string? name, AppReading reading, DeployError unsure) => new(
        name, "Read", $"{reading.Name}, as {reading.Model} reads it ({reading.Confidence.ToString().ToLowerInvariant()}); rules cannot tell ({unsure.Code})",
        [new DetectedFact("language", reading.Language?.Value ?? reading.Name, reading.Shown.Place), .. reading.Settings.Where(one => one.Path != "build/language").Select(one => new DetectedFact(one.Path, one.Value, one.Evidence.Place))],
        null, null)
    {
        Reading = reading,
    };

    private static async Task<DetectedService> OfAsync(
        string? name, string folder, ServiceRequirements? asked, StatedSettings? stated, bool withDockerfile, BaseAges ages, CancellationToken cancellationToken)
    {
        var app = AppDetector.Detect(folder, asked);
        var service = asked ?? new ServiceRequirements { Port = app.Port?.Value ?? 8080, Health = new() { Path = app.HealthPath?.Value ?? "/health" } };
        var own = app.Kind == AppKind.Dockerfile;
        var facts = DetectedFact.Of(app, asked, stated);
        return new DetectedService(name, app.Kind.ToString(), app.Summary,
            await ages.OfAsync(folder, service, app, cancellationToken) is { } age ? [.. facts, age] : facts,
            !withDockerfile ? null : own ? File.ReadAllText(Path.Combine(folder, app.Entry!)) : DockerfileGenerator.Generate(app, service, DockerfileOptions.Plain),
            withDockerfile && !own ? DockerfileGenerator.DockerIgnore(app) : null);
    }
}
