using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Settings of a build that say nothing where the app's own Dockerfile says how it is built.</summary>
public static class UnusedSettings
{
    /// <summary>Names of those that are set and not used: <c>build.language</c>. Empty for an app without a Dockerfile.</summary>
    public static IReadOnlyList<string> Of(DetectedApp app, BuildRequirements build)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(build);
        return app.Kind != AppKind.Dockerfile ? [] :
        [
            .. new (string Name, object? Value)[]
            {
                ("language", build.Language), ("version", build.Version), ("framework", build.Framework), ("packageManager", build.PackageManager),
                ("entry", build.Entry), ("command", build.Command), ("baseImage", build.BaseImage),
            }.Where(setting => setting.Value is not null).Select(setting => $"build.{setting.Name}"),
        ];
    }

    /// <summary>The same as a sentence for people; null when there are none.</summary>
    public static string? Note(DetectedApp app, BuildRequirements build) => Of(app, build) is { Count: > 0 } unused
        ? $"{string.Join(", ", unused)}: not used, because the app has a Dockerfile of its own ({app.Entry})." : null;
}
