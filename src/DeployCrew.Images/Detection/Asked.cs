using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>What requirements.json says of an app, as facts: it counts instead of what the files say.</summary>
internal static class Asked
{
    public const string File = "requirements.json";

    public static Fact<T> Fact<T>(T value, string what) => new(value, new Evidence(File, null, what));

    public static Fact<IReadOnlyList<string>> Start(IReadOnlyList<string> command) => Fact(command, $"start command: {ShellCommand.Display(command)}");

    /// <summary>The app, with what is asked for in the place of what was found.</summary>
    public static DetectedApp Apply(DetectedApp app, BuildRequirements build) => app with
    {
        Version = build.Version is { } version ? Fact(version, $"version: {version}") : app.Version,
        Framework = build.Framework is { } framework ? Fact(framework, $"framework: {framework}") : app.Framework,
        PackageManager = build.PackageManager is { } manager ? Fact(manager, $"package manager: {manager}") : app.PackageManager,
        BuildCommand = build.Command is { } command ? Fact(command, $"build command: {ShellCommand.Display(command)}") : app.BuildCommand,
        BaseImage = build.BaseImage is { } image ? Fact(image, $"base image: {image}") : app.BaseImage,
    };
}
