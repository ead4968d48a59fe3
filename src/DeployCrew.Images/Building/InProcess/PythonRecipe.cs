using System.Text;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A Python app: packages in a folder of their own (<c>pip install --target</c>), the app above them.</summary>
/// <remarks>With a base image, wheels for its version and platform are taken, whatever Python runs here; what has no wheel needs an engine.</remarks>
internal sealed class PythonRecipe : IAppRecipe
{
    private const string Packages = ".python_packages";
    private const string Manifest = "requirements.txt";

    public AppKind Kind => AppKind.Python;

    public IReadOnlyList<string>? VersionCommand(DetectedApp app) => app.HasDependencies ? ["python3", "-m", "pip", "--version"] : null;

    public string? Obstacle(ImageBuildRequest request, string toolVersion) => request.App! switch
    {
        { HasDependencies: false } => null,
        { PackageManager.Value: not "pip" and var manager } => $"{manager} is run in a Dockerfile only",
        { } app => app.Manifests.Contains(Manifest) ? null : $"there is no {Manifest}; what else pip reads, it reads in a Dockerfile only",
    };

    public Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var layers = AppLayers.Of(context.Copy.Files("app"));
        if (context.App.HasDependencies)
            layers = [Installed(context), .. layers];
        return Task.FromResult(new AppFiles([.. layers], [.. context.App.StartCommand.Select(word => word == "python" ? "python3" : word)])
        {
            Environment = [$"PYTHONPATH=/app/{Packages}", "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1"],
            Path = [$"/app/{Packages}/bin"],
        });
    }

    private static LayerRecipe Installed(RecipeContext context)
    {
        var folder = Path.Combine(context.Copy.Folder, "packages");
        IReadOnlyList<string> command =
        [
            "python3", "-m", "pip", "install", "--no-compile", "--no-input", "--no-warn-script-location", "--requirement", Manifest,
            .. context.Request.AppOnly ? Array.Empty<string>() :
            [
                "--only-binary=:all:", "--implementation=cp", $"--python-version={context.App.Version!.Value}",
                .. Platforms(context.Request.Platform).Select(platform => $"--platform={platform}"),
            ],
        ];
        var layer = new LayerRecipe(async cancellationToken =>
        {
            await context.Tool.RunAsync(context.Copy.Source, cancellationToken, [.. command, "--target", folder]);
            return Directory.Exists(folder) ? [.. LayerEntry.Below(folder, $"app/{Packages}").Select(Portable).OfType<LayerEntry>()] : [];
        });

        // A line such as './wheels/x.whl' or '-r more.txt' stands for what other files say.
        var text = File.ReadAllLines(context.Copy.Original(Manifest));
        var followsFromOthers = text.Any(line => line.TrimStart() is ['-' or '.' or '/', ..] || line.Contains(':', StringComparison.Ordinal));
        return followsFromOthers ? layer : layer with { Inputs = context.Inputs([Manifest], command) };
    }

    /// <summary>The file without the path that it was installed at; null for what only records that.</summary>
    private static LayerEntry? Portable(LayerEntry entry)
    {
        if (entry.SourceFile is not { } file)
            return entry;
        if (entry.Path.EndsWith(".dist-info/direct_url.json", StringComparison.Ordinal))
            return null;
        if (entry.Path.EndsWith(".dist-info/RECORD", StringComparison.Ordinal))
            return Text(entry, string.Concat(File.ReadLines(file).Where(line => !line.Contains("direct_url.json", StringComparison.Ordinal) && !line.Contains("/bin/", StringComparison.Ordinal)).Select(line => line + "\n")));

        // #!/usr/local/bin/python3.13: the image's own is somewhere else.
        if (entry.Path.StartsWith($"app/{Packages}/bin/", StringComparison.Ordinal) && File.ReadAllText(file) is var script && script.StartsWith("#!", StringComparison.Ordinal) && script.Contains("python", StringComparison.Ordinal))
            return Text(entry, "#!/usr/bin/env python3" + script[script.IndexOf('\n', StringComparison.Ordinal)..]);
        return entry;
    }

    private static LayerEntry Text(LayerEntry entry, string text) => LayerEntry.FromBytes(entry.Path, Encoding.UTF8.GetBytes(text), entry.Mode.HasFlag(UnixFileMode.UserExecute));

    // From the newest glibc that Debian 12 has; pip takes a wheel of any of them.
    private static IEnumerable<string> Platforms(OciPlatform platform)
    {
        var machine = platform.Architecture == "arm64" ? "aarch64" : "x86_64";
        return new[] { "manylinux_2_36", "manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014" }.Select(tag => $"{tag}_{machine}");
    }
}
