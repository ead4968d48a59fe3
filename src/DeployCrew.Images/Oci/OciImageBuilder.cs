using System.Globalization;

namespace DeployCrew.Images.Oci;

/// <summary>Makes an image of files, in this process: the same recipe gives the same digest wherever, whenever and by whomever it is built.</summary>
/// <param name="sourceDateEpoch">Seconds since 1970 for every file and the image; null takes SOURCE_DATE_EPOCH, or 0.</param>
public sealed class OciImageBuilder(long? sourceDateEpoch = null)
{
    private readonly DateTimeOffset _time = DateTimeOffset.FromUnixTimeSeconds(sourceDateEpoch ?? FromEnvironment());

    /// <summary>Writes the image as an OCI image layout, replacing what was there. Memory stays flat whatever the files' sizes.</summary>
    /// <param name="recipe">What goes in.</param>
    /// <param name="layoutFolder">Where the layout will lie.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left on disk.</param>
    public async Task<OciLayout> BuildAsync(ImageRecipe recipe, string layoutFolder, CancellationToken cancellationToken)
    {
        using var writer = new LayoutWriter(layoutFolder);
        var layers = new List<OciDescriptor>();
        var diffIds = new List<string>();
        foreach (var entries in recipe.Layers.Where(layer => layer.Count > 0))
        {
            var (layer, diffId) = await writer.AddLayerAsync(tar => new TarLayerWriter(tar, _time).WriteAsync(entries, cancellationToken));
            layers.Add(layer);
            diffIds.Add(diffId);
        }

        var config = await writer.AddJsonAsync(new OciImageConfig
        {
            Created = _time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Architecture = recipe.Platform.Architecture,
            Os = recipe.Platform.Os,
            Config = Sorted(recipe.Config),
            RootFs = new OciRootFs { DiffIds = diffIds },
        }, MediaTypes.Config, cancellationToken);
        var manifest = await writer.AddJsonAsync(new OciManifest { Config = config, Layers = layers }, MediaTypes.Manifest, cancellationToken);
        return await writer.CompleteAsync(manifest with { Platform = recipe.Platform }, cancellationToken);
    }

    /// <summary>Dictionaries have no order of their own; the digest needs one.</summary>
    private static OciRunConfig Sorted(OciRunConfig config) => config with
    {
        Labels = config.Labels is null ? null : new SortedDictionary<string, string>(config.Labels.ToDictionary(), StringComparer.Ordinal),
        ExposedPorts = config.ExposedPorts is null ? null
            : new SortedDictionary<string, IReadOnlyDictionary<string, string>>(config.ExposedPorts.ToDictionary(), StringComparer.Ordinal),
    };

    private static long FromEnvironment() =>
        long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
