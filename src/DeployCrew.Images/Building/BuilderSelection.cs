using DeployCrew.Core.Errors;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Building;

/// <summary>Picks the builder: a Docker Engine where one is there and has the base image; else this process, and says why.</summary>
/// <param name="docker">Builds Dockerfiles.</param>
/// <param name="inProcess">Builds without any engine.</param>
public sealed class BuilderSelection(IImageBuilder docker, IImageBuilder inProcess)
{
    /// <summary>Picks.</summary>
    /// <exception cref="DeployError">DC3311: the app's own Dockerfile and no engine; DC3312: its base image cannot be had; DC3313: neither can build it.</exception>
    public async Task<BuilderChoice> ChooseAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        var engine = await docker.CheckAsync(request, log, cancellationToken);
        if (engine.IsAvailable)
            return new BuilderChoice(docker, request, engine.Reason, engine.Fingerprint, []);

        var notes = new List<string>();
        if (app.Kind == AppKind.Dockerfile)
        {
            // Their Dockerfile is what they want built: when an engine is there, its trouble is theirs to know about.
            if (engine.Error is not null)
                throw engine.Error;
            app = app.WithoutDockerfile is { Kind: AppKind.Node or AppKind.DotNet or AppKind.StaticSite } other ? other : throw ImageErrors.DockerfileNeedsEngine(engine.Reason);
            request = request with { App = app };
            notes.Add($"The app's Dockerfile was not used, because there is nothing to build it with; built as {app.Summary}.");
        }

        var here = await inProcess.CheckAsync(request, log, cancellationToken);
        if (!here.IsAvailable)
            throw here.Error ?? ImageErrors.NotBuiltInProcess($"{here.Reason}; {engine.Reason}");
        notes.Add("The image holds the app only and runs on the host's runtime; it is for rehearsals on this machine.");
        return new BuilderChoice(inProcess, request, engine.Reason, here.Fingerprint, notes);
    }
}
