using System.Formats.Tar;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Docker;

/// <summary>Between OCI layouts and the tar of <c>docker save</c> and <c>docker load</c> (engines before 25 know only the latter).</summary>
public static class DockerArchive
{
    /// <summary>Writes a layout as an archive that any engine loads. The image's id in the engine is the digest of its configuration.</summary>
    /// <param name="layout">The image.</param>
    /// <param name="tag">Name for it in the engine, such as <c>deploycrew/web:3f2a</c>, or null.</param>
    /// <param name="output">Gets the tar.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(OciLayout layout, string? tag, Stream output, CancellationToken cancellationToken)
    {
        var config = $"{OciLayout.Hex(layout.Manifest.Config.Digest)}.json";
        var layers = layout.Manifest.Layers.Select(layer => $"{OciLayout.Hex(layer.Digest)}.tar").ToList();
        var manifest = new JsonArray(new JsonObject
        {
            ["Config"] = config,
            ["RepoTags"] = tag is null ? null : new JsonArray(tag),
            ["Layers"] = new JsonArray([.. layers.Select(layer => (JsonNode?)layer)]),
        });

        // Layers stay compressed: the engine looks at the first bytes, not at the name.
        var entries = layout.Manifest.Layers.Zip(layers).DistinctBy(one => one.Second)
            .Select(one => LayerEntry.File(one.Second, layout.BlobPath(one.First.Digest), executable: false))
            .Append(LayerEntry.File(config, layout.BlobPath(layout.Manifest.Config.Digest), executable: false))
            .Append(LayerEntry.FromBytes("manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest)));
        await new TarLayerWriter(output, DateTimeOffset.UnixEpoch).WriteAsync(entries, cancellationToken);
    }

    /// <summary>Turns what <c>docker save</c> writes into an OCI layout: configuration as it is, layers compressed deterministically.</summary>
    /// <param name="archive">The tar.</param>
    /// <param name="layoutFolder">Where the layout will lie.</param>
    /// <param name="layerCache">Folder that keeps compressed layers by the digest of their plain tars, so that base images are compressed once; or null.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left at the layout's place.</param>
    public static async Task<OciLayout> ToLayoutAsync(Stream archive, string layoutFolder, string? layerCache, CancellationToken cancellationToken)
    {
        var scratch = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(layoutFolder))}.{Guid.NewGuid():n}.archive";
        try
        {
            Directory.CreateDirectory(scratch);
            await ExtractAsync(archive, scratch, cancellationToken);
            var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(scratch, "manifest.json"), cancellationToken))![0]!;
            var configBytes = await File.ReadAllBytesAsync(InScratch(scratch, manifest["Config"]!.ToString()), cancellationToken);
            var config = JsonSerializer.Deserialize<OciImageConfig>(configBytes)!;

            using var writer = new LayoutWriter(layoutFolder);
            var layers = new List<OciDescriptor>();
            foreach (var (name, diffId) in manifest["Layers"]!.AsArray().Zip(config.RootFs.DiffIds))
                layers.Add(await LayerAsync(writer, layerCache is null ? null : new LayerCache(layerCache), InScratch(scratch, name!.ToString()), diffId, cancellationToken));
            var configDescriptor = await writer.AddAsync(configBytes, MediaTypes.Config, cancellationToken);
            var descriptor = await writer.AddJsonAsync(new OciManifest { Config = configDescriptor, Layers = layers }, MediaTypes.Manifest, cancellationToken);
            return await writer.CompleteAsync(descriptor with { Platform = new OciPlatform(config.Architecture, config.Os) }, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException or JsonException)
        {
            throw ImageErrors.CannotStore(layoutFolder, cause);
        }
        finally
        {
            if (Directory.Exists(scratch))
                Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>A base image is compressed once, not with every build.</summary>
    private static async Task<OciDescriptor> LayerAsync(LayoutWriter writer, LayerCache? cache, string tar, string diffId, CancellationToken cancellationToken)
    {
        if (cache is not null && await cache.FindAsync(diffId, cancellationToken) is { } known)
        {
            writer.AddExisting(known.File, known.Layer.Digest);
            return known.Layer;
        }

        var (layer, actual) = await writer.AddLayerAsync(async output =>
        {
            await using var plain = File.OpenRead(tar);
            await plain.CopyToAsync(output, 128 * 1024, cancellationToken);
        }, LayerCompression.Gzip, cancellationToken);
        if (actual != diffId)
            throw ImageErrors.DigestMismatch(diffId, actual);
        if (cache is not null)
            await cache.KeepAsync(diffId, writer, layer, diffId, cancellationToken);
        return layer;
    }

    /// <summary>Writes the files under flat names; what the archive calls them matters only to find them again.</summary>
    private static async Task ExtractAsync(Stream archive, string scratch, CancellationToken cancellationToken)
    {
        await using var reader = new TarReader(archive);
        var links = new List<(string Path, string Target)>();
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.EntryType is TarEntryType.SymbolicLink)
                links.Add((InScratch(scratch, entry.Name), InScratch(scratch, Path.Combine(Path.GetDirectoryName(entry.Name) ?? "", entry.LinkName))));
            else if (entry.DataStream is { } content)
                await using (var file = File.Create(InScratch(scratch, entry.Name)))
                    await content.CopyToAsync(file, cancellationToken);
        }

        // Layers with the same content are links to one another: ../<id>/layer.tar
        foreach (var (path, target) in links.Where(link => File.Exists(link.Target)))
            File.Copy(target, path, overwrite: true);
    }

    private static string InScratch(string scratch, string name)
    {
        var normal = Path.GetRelativePath("/", Path.GetFullPath(name, "/"));
        return Path.Combine(scratch, normal.Replace('/', '_').Replace('\\', '_'));
    }
}
