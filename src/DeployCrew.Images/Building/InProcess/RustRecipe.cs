using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A Rust app: one program, compiled here against this machine's C library.</summary>
internal sealed class RustRecipe : IAppRecipe
{
    public AppKind Kind => AppKind.Rust;

    public IReadOnlyList<string> VersionCommand(DetectedApp app) => ["cargo", "--version"];

    public string? Obstacle(ImageBuildRequest request, string toolVersion) =>
        request.Platform == OciPlatform.Host ? null : $"cargo compiles for {OciPlatform.Host} here, and not for {request.Platform}";

    public async Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var name = ShellCommand.Program(context.App.StartCommand);
        var target = Path.Combine(context.Copy.Folder, "target");
        var cargo = Environment.GetEnvironmentVariable("CARGO_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cargo");
        string[] flags =
        [
            $"--remap-path-prefix={context.Copy.Source}=/source", $"--remap-path-prefix={cargo}=/cargo", "-Cstrip=symbols", "-Clink-arg=-Wl,--build-id=none",
        ];
        await context.Tool.RunAsync(
            context.Copy.Source,
            new Dictionary<string, string> { ["CARGO_TARGET_DIR"] = target, ["CARGO_ENCODED_RUSTFLAGS"] = string.Join('\x1f', flags), ["CARGO_INCREMENTAL"] = "0" },
            cancellationToken,
            ["cargo", "build", "--release", "--bin", name, .. File.Exists(Path.Combine(context.Copy.Source, "Cargo.lock")) ? new[] { "--locked" } : []]);
        return new AppFiles([LayerRecipe.Of(LayerEntry.File($"app/{name}", Path.Combine(target, "release", name), executable: true))], context.App.StartCommand)
        {
            ClearsEntrypoint = true,
        };
    }
}
