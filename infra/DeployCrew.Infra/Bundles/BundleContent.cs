using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Bundles;

/// <summary>What goes into a bundle besides that which is written from the requirements.</summary>
/// <param name="Document">The valid requirements.</param>
/// <param name="RequirementsJson">The requirements file as the user wrote it.</param>
/// <param name="App">
/// Files of the app, with paths relative to it, and each service's <c>Dockerfile</c> and <c>.dockerignore</c> at the paths that the image
/// is built from.
/// </param>
public sealed record BundleContent(RequirementsDocument Document, byte[] RequirementsJson, IReadOnlyList<BundleFile> App)
{
    /// <summary>What is known of the images before they are built, with paths in the bundle.</summary>
    public IReadOnlyList<BundleFile> SupplyChain { get; init; } = [];

    /// <summary>Adds the same stack as a Terraform program, in <c>terraform/</c>.</summary>
    public bool WithTerraform { get; init; }

    /// <summary>Adds the same stack as a Pulumi program in TypeScript, in <c>typescript/</c>.</summary>
    public bool WithTypeScript { get; init; }
}
