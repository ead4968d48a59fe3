using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>How the apps of one ecosystem become layers, with the ecosystem's own tool.</summary>
internal interface IAppRecipe
{
    AppKind Kind { get; }

    /// <summary>Command that tells the version of the tool that it needs here; null when it needs none.</summary>
    IReadOnlyList<string>? VersionCommand(DetectedApp app);

    /// <summary>Why this app cannot be built here for this request, or null.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="toolVersion">What the version command said.</param>
    string? Obstacle(ImageBuildRequest request, string toolVersion) => null;

    /// <summary>Installs, compiles, and says which files go where.</summary>
    Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken);
}
