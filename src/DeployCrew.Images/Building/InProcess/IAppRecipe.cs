using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>How the apps of one ecosystem become layers, with the ecosystem's own tool.</summary>
internal interface IAppRecipe
{
    AppKind Kind { get; }

    /// <summary>Image that its apps run on: <c>python:3.13-slim-bookworm</c>.</summary>
    string BaseImage(DetectedApp app);

    /// <summary>User of that image who is not root, by number.</summary>
    string User { get; }

    /// <summary>Command that tells the version of the tool that it needs here; null when it needs none.</summary>
    IReadOnlyList<string>? VersionCommand(DetectedApp app);

    /// <summary>Why this app cannot be built here for this request, or null.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="toolVersion">What the version command said.</param>
    string? Obstacle(ImageBuildRequest request, string toolVersion) => null;

    /// <summary>Installs, compiles, and says which files go where.</summary>
    Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken);
}
