using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A Go app: one static program, compiled here for the platform that is asked for.</summary>
internal sealed class GoRecipe : IAppRecipe
{
    public AppKind Kind => AppKind.Go;

    public IReadOnlyList<string> VersionCommand(DetectedApp app) => ["go", "version"];

    public string? Obstacle(ImageBuildRequest request, string toolVersion) => request.App!.NeedsC ? "it calls C, which a Dockerfile has a compiler for" : null;

    public async Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var name = ShellCommand.Program(context.App.StartCommand);
        var program = Path.Combine(context.Copy.Folder, "program");
        await context.Tool.RunAsync(
            context.Copy.Source,
            new Dictionary<string, string> { ["CGO_ENABLED"] = "0", ["GOOS"] = context.Request.Platform.Os, ["GOARCH"] = context.Request.Platform.Architecture },
            cancellationToken,
            // No paths, no time, no version control: the same source gives the same program.
            "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", program, "./" + (context.App.Entry ?? "."));
        return new AppFiles([LayerRecipe.Of(LayerEntry.File($"app/{name}", program, executable: true))], context.App.StartCommand) { ClearsEntrypoint = true };
    }
}
