using System.Globalization;

namespace DeployCrew.Images.Oci;

/// <summary>Makes an image of files, in this process: the same recipe gives the same digest wherever, whenever and by whomever it is built.</summary>
/// <param name="sourceDateEpoch">Seconds since 1970 for every file and the image; null takes SOURCE_DATE_EPOCH, or 0.</param>
/// <param name="layerCache">Folder that keeps layers, so that only what has changed is written; null keeps none.</param>
public sealed class OciImageBuilder(long? sourceDateEpoch = null, string? layerCache = null)
{
    private readonly DateTimeOffset _time = DateTimeOffset.FromUnixTimeSeconds(sourceDateEpoch ?? FromEnvironment());
    private readonly LayerCache? _cache = layerCache is null ? null : new LayerCache(layerCache);

    /// <summary>Writes the image as an OCI image layout, replacing what was there. Memory stays flat whatever the files' sizes.</summary>
    /// <param name="recipe">What goes in.</param>
    /// <param name="layoutFolder">Where the layout will lie.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left on disk.</param>
    public async Task<OciLayout> BuildAsync(ImageRecipe recipe, string layoutFolder, CancellationToken cancellationToken)
    {
        using var writer = new LayoutWriter(layoutFolder);
        var layers = new List<(OciDescriptor Layer, string DiffId)>();
        if (recipe.Base is { } below)
        {
            foreach (var layer in below.Manifest.Layers)
                writer.AddExisting(below.BlobPath(layer.Digest), layer.Digest);
            layers.AddRange(below.Manifest.Layers.Select(layer => layer with { MediaType = MediaTypes.OfLayer(layer.MediaType) }).Zip(below.Config.RootFs.DiffIds));
        }

        foreach (var layer in recipe.Layers)
        {
            if (await AddAsync(writer, layer, recipe.Compression, cancellationToken) is { } added)
                layers.Add(added);
        }

        var config = await writer.AddJsonAsync(new OciImageConfig
        {
            Created = _time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Architecture = recipe.Platform.Architecture,
            Os = recipe.Platform.Os,
            Config = recipe.Config.Over(recipe.Base?.Config.Config),
            RootFs = new OciRootFs { DiffIds = [.. layers.Select(one => one.DiffId)] },
        }, MediaTypes.Config, cancellationToken);
        var manifest = await writer.AddJsonAsync(
            new OciManifest { Config = config, Layers = [.. layers.Select(one => one.Layer)] }, MediaTypes.Manifest, cancellationToken);
        return await writer.CompleteAsync(manifest with { Platform = recipe.Platform }, cancellationToken);
    }

    private async Task<(OciDescriptor Layer, string DiffId)?> AddAsync(
        LayoutWriter writer, LayerRecipe recipe, LayerCompression compression, CancellationToken cancellationToken)
    {
        IReadOnlyList<LayerEntry>? entries = recipe.Inputs is null ? await recipe.Entries(cancellationToken) : null;
        var key = _cache is null ? null
            : $"{compression} {_time.ToUnixTimeSeconds()} {recipe.Inputs ?? LayerKey.Of(entries!, cancellationToken)}";
        if (key is not null && await _cache!.FindAsync(key, cancellationToken) is { } known)
        {
            writer.AddExisting(known.File, known.Layer.Digest);
            return (known.Layer, known.DiffId);
        }

        entries ??= await recipe.Entries(cancellationToken);
        if (entries.Count == 0)
            return null;
        var (layer, diffId) = await writer.AddLayerAsync(tar => new TarLayerWriter(tar, _time).WriteAsync(entries, cancellationToken), compression, cancellationToken);
        if (key is not null)
            await _cache!.KeepAsync(key, writer, layer, diffId, cancellationToken);
        return (layer, diffId);
    }

    private static long FromEnvironment() =>
        long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
