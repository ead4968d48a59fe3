namespace DeployCrew.Images.Oci;

/// <summary>What an image is made of.</summary>
/// <param name="Layers">Lowest first; what changes seldom comes first. Empty ones are left out.</param>
/// <param name="Config">How it is run; what it leaves open is the base's.</param>
/// <param name="Platform">What it runs on.</param>
public sealed record ImageRecipe(IReadOnlyList<LayerRecipe> Layers, OciRunConfig Config, OciPlatform Platform)
{
    /// <summary>Image below these layers, or null.</summary>
    public OciLayout? Base { get; init; }

    /// <summary>How the layers are compressed; those of the base stay as they are.</summary>
    public LayerCompression Compression { get; init; }
}
