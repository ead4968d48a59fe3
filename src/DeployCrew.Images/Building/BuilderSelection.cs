using DeployCrew.Core.Errors;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Building;

/// <summary>Picks the builder: the first that can build the image here and now, or the one that the requirements name; and says why not the others.</summary>
/// <param name="inOrder">The builders, in the order in which they are tried.</param>
public sealed class BuilderSelection(params IReadOnlyList<IImageBuilder> inOrder)
{
    private const string Auto = "auto";
    private const string AppOnlyNote = "The image holds the app only and runs on the host's runtime; it is for rehearsals on this machine.";

    /// <summary>Picks.</summary>
    /// <exception cref="DeployError">DC3311: the app's own Dockerfile and nothing that builds it; DC3312: its base image cannot be had; DC3313: none can build it.</exception>
    public async Task<BuilderChoice> ChooseAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var asked = request.Requirements.Build.Builder;
        var skipped = new List<(string Name, BuilderAvailability Why)>();
        foreach (var builder in inOrder.Where(builder => asked == Auto || asked == builder.Name))
        {
            var found = await builder.CheckAsync(request, log, cancellationToken);
            if (found.IsAvailable)
                return Choice(builder, request, found, [.. skipped.Select(one => one.Why.Reason)]);
            skipped.Add((builder.Name, found));
        }

        // Their Dockerfile is what they want built; only a rehearsal may do without, and only where no engine has anything to say to it.
        if (request is { AppOnly: true, App: { Kind: AppKind.Dockerfile, WithoutDockerfile: { } other } } && skipped.All(one => one.Why.Error is null))
            return await WithoutDockerfileAsync(request with { App = other }, log, cancellationToken);
        throw Nobody(request, skipped);
    }

    private async Task<BuilderChoice> WithoutDockerfileAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var choice = await ChooseAsync(request, log, cancellationToken);
        return choice with { Notes = [$"The app's Dockerfile was not used, because there is nothing to build it with; built as {request.App!.Summary}.", .. choice.Notes] };
    }

    private static BuilderChoice Choice(IImageBuilder builder, ImageBuildRequest request, BuilderAvailability found, IReadOnlyList<string> skipped) => new(
        builder, request, string.Join("; ", request.AppOnly && skipped.Count > 0 ? skipped : [found.Reason, .. skipped]), found.Fingerprint,
        [
            .. request.AppOnly && builder.Name == InProcess.InProcessBuilder.BuilderName ? [AppOnlyNote] : Array.Empty<string>(),
            .. UnusedSettings.Note(request.App!, request.Requirements.Build) is { } unused ? [unused] : Array.Empty<string>(),
        ])
    {
        HasCacheMounts = found.HasCacheMounts,
    };

    private static DeployError Nobody(ImageBuildRequest request, IReadOnlyList<(string Name, BuilderAvailability Why)> skipped)
    {
        string[] reasons = [.. skipped.Select(one => $"{one.Name}: {one.Why.Reason}")];
        if (skipped.Select(one => one.Why.Error).LastOrDefault(error => error is not null) is { } error)
            return error;
        return request.App!.Kind == AppKind.Dockerfile ? ImageErrors.DockerfileNeedsEngine(reasons) : ImageErrors.NotBuilt(reasons);
    }
}
