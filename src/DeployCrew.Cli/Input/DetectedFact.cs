using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Cli.Input;

/// <summary>One thing that is known of an app.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Value">What it is.</param>
/// <param name="From">Place in the app (<c>package.json:5</c>), <c>requirements.json</c>, or <c>default</c>.</param>
internal sealed record DetectedFact(string Name, string Value, string From)
{
    public static IReadOnlyList<DetectedFact> Of(DetectedApp app, ServiceRequirements? asked, StatedSettings? stated) =>
    [
        .. new[]
        {
            app.Kind == AppKind.Dockerfile ? new DetectedFact("dockerfile", app.Entry!, app.Language?.Evidence?.Place ?? app.Entry!) : Text("language", app.Language),
            Text("version", app.Version), Text("framework", app.Framework), Text("package manager", app.PackageManager),
            Words("build command", app.BuildCommand), Words("start command", app.Start),
            app.Entry is null || app.Kind == AppKind.Dockerfile ? null : new DetectedFact("entry", app.Entry, asked?.Build.Entry is null ? app.Start?.Evidence?.Place ?? app.Language?.Evidence?.Place ?? "default" : "requirements.json"),
            Text("base image", app.BaseImage),
            asked is not null && UnusedSettings.Of(app, asked.Build) is { Count: > 0 } unused ? new DetectedFact("not used", string.Join(", ", unused), $"warning: {app.Entry} decides") : null,
            app.Port is null ? null : new DetectedFact("port of the app", app.Port.Value.ToString(CultureInfo.InvariantCulture), Place(app.Port.Evidence)),
            asked is null ? null : new DetectedFact("port", asked.Port.ToString(CultureInfo.InvariantCulture), Stated(stated?.HasPort)),
            Text("health path of the app", app.HealthPath),
            asked is null ? null : new DetectedFact("health path", asked.Health.Path, Stated(stated?.HasHealthPath)),
        }.OfType<DetectedFact>(),
        .. app.Libraries.Select(one => new DetectedFact("library", one.Value, Place(one.Evidence))),
        .. app.Extensions.Select(one => new DetectedFact("extension", one.Value, Place(one.Evidence))),
    ];

    private static string Stated(bool? isStated) => isStated == false ? "default" : "requirements.json";

    private static DetectedFact? Text(string name, Fact<string>? fact) => fact is null ? null : new(name, fact.Value, Place(fact.Evidence));

    private static DetectedFact? Words(string name, Fact<IReadOnlyList<string>>? fact) => fact is null ? null : new(name, string.Join(' ', fact.Value), Place(fact.Evidence));

    private static string Place(Evidence? evidence) => evidence?.Place ?? "default";
}
