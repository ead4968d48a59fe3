using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

// Images that stay in the registry.
public sealed partial class RegistryClient
{
    /// <summary>Copies an image from one repository of a registry to another; no byte of it is kept here.</summary>
    /// <param name="from">Repository that has it.</param>
    /// <param name="digest">The image, of one platform.</param>
    /// <param name="repository">Repository that is to have it.</param>
    /// <param name="tag">Tag for people, or null.</param>
    /// <param name="login">Registry and credentials.</param>
    /// <param name="progress">A line per blob.</param>
    /// <param name="cancellationToken">Ends it; no tag is moved before all blobs are there.</param>
    /// <exception cref="DeployError">DC3401 denied, DC3402 no repository, DC3403 no such image, DC3302 wrong digest, DC3404, DC3405, DC3406, DC3407 tag taken.</exception>
    public async Task<PushResult> CopyAsync(
        string from, string digest, string repository, string? tag, RegistryLogin login, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var connection = new RegistryConnection(http, login);
        var reference = $"{connection.Registry}/{repository}@{digest}";
        var (bytes, type) = await GetManifestAsync(connection, new ImageReference(connection.Registry, from, digest), digest, cancellationToken);
        var manifest = Read<OciManifest>(bytes, reference);
        var blobs = manifest.Layers.Append(manifest.Config).DistinctBy(blob => blob.Digest).ToArray();
        var total = bytes.Length + blobs.Sum(blob => blob.Size);
        if (await HeadManifestAsync(connection, repository, tag ?? digest, cancellationToken) == digest)
            return new PushResult(reference, digest, 0, total);

        var copy = new BlobCopy(connection, _backoff);
        var pushed = 0L;
        await Parallel.ForEachAsync(blobs, Options(cancellationToken), async (blob, token) =>
        {
            var sent = await copy.RunAsync(blob, from, repository, token);
            Interlocked.Add(ref pushed, sent);
            progress?.Report($"{blob.Digest[..19]} {(sent == 0 ? "already there" : $"{sent} bytes copied")}");
        });
        await PutManifestAsync(connection, bytes, type, repository, tag ?? digest, cancellationToken);
        pushed += bytes.Length;
        progress?.Report($"copied {reference}");
        return new PushResult(reference, digest, pushed, Math.Max(0, total - pushed));
    }

    /// <summary>Fetches an image's manifest and configuration; its layers stay where they are.</summary>
    /// <param name="reference">As for <see cref="PullAsync"/>, of an image of one platform.</param>
    /// <param name="destinationLayout">Where the layout without layers will lie.</param>
    /// <param name="login">Registry and credentials.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">As for <see cref="PullAsync"/>.</exception>
    public async Task<OciLayout> PullDescriptionAsync(string reference, string destinationLayout, RegistryLogin login, CancellationToken cancellationToken)
    {
        var parsed = ImageReference.Parse(reference);
        var connection = new RegistryConnection(http, login);
        var (bytes, type) = await GetManifestAsync(connection, parsed, parsed.Target, cancellationToken);
        var config = Read<OciManifest>(bytes, reference).Config ?? throw ImageErrors.InvalidManifest(reference, "it has no configuration");
        using var writer = new LayoutWriter(destinationLayout);
        await _backoff.RunAsync(() => PullBlobAsync(connection, parsed.Repository, config, writer.BlobPath(config.Digest), cancellationToken), cancellationToken);
        return await writer.CompleteAsync(await writer.AddAsync(bytes, type, cancellationToken), cancellationToken);
    }
}
