namespace DeployCrew.Images.Oci;

/// <summary>What an image is made of.</summary>
/// <param name="Layers">Lowest first; what changes seldom comes first. Empty ones are left out.</param>
/// <param name="Config">How it is run.</param>
/// <param name="Platform">What it runs on.</param>
public sealed record ImageRecipe(IReadOnlyList<IReadOnlyList<LayerEntry>> Layers, OciRunConfig Config, OciPlatform Platform);
