using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Network;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

/// <summary>Pushes images to and pulls them from an OCI registry (distribution-spec 1.1: ECR, Docker's registry, ours).</summary>
/// <param name="http">Client to send with; <see cref="NewHttpClient"/> makes a fitting one.</param>
/// <param name="time">Clock of the waits between tries.</param>
/// <param name="chunkBytes">Bytes of a blob that go in one request.</param>
/// <remarks>429, 5xx and broken connections are tried again up to five times. Everything is checked against its digest, both ways.</remarks>
public sealed partial class RegistryClient(HttpClient http, TimeProvider time, long chunkBytes = 256L << 20)
{
    private const int ParallelBlobs = 4;

    private static readonly string[] ManifestTypes = [MediaTypes.Manifest, MediaTypes.Index, MediaTypes.DockerManifest, MediaTypes.DockerIndex];

    private readonly Backoff _backoff = new(time);

    /// <summary>A client without a limit on the whole request: a layer may take longer than any fixed time.</summary>
    /// <param name="handler">Handler to use, for a registry with an authority of its own; null for the default.</param>
    public static HttpClient NewHttpClient(HttpMessageHandler? handler = null) => new(
        handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectCallback = OutwardConnection.OpenAsync })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Pushes an image; what the registry has already is not sent again.</summary>
    /// <param name="layoutFolder">OCI image layout with one image.</param>
    /// <param name="repository">Repository in the registry, such as <c>hello-dev/web</c>.</param>
    /// <param name="tag">Tag for people, or null. A tag that is immutable and points at this very image already is fine.</param>
    /// <param name="login">Registry and credentials.</param>
    /// <param name="progress">A line per blob.</param>
    /// <param name="cancellationToken">Ends the push; no tag is moved before all blobs are there.</param>
    /// <param name="mountFrom">Another repository of this registry that may hold the same layers; null: the base image's, when it is in this registry.</param>
    /// <exception cref="DeployError">DC3401 denied, DC3402 no repository, DC3404 busy, DC3405 unreachable, DC3406 refused, DC3407 tag taken.</exception>
    public async Task<PushResult> PushAsync(
        string layoutFolder, string repository, string? tag, RegistryLogin login, IProgress<string>? progress,
        CancellationToken cancellationToken, string? mountFrom = null)
    {
        var layout = await OciLayout.OpenAsync(layoutFolder, cancellationToken);
        var connection = new RegistryConnection(http, login);
        var reference = $"{connection.Registry}/{repository}@{layout.Digest}";
        if (await HeadManifestAsync(connection, repository, tag ?? layout.Digest, cancellationToken) is { } present)
        {
            if (present == layout.Digest)
                return new PushResult(reference, layout.Digest, 0, layout.Bytes);
        }

        var pushed = await PushBlobsAsync(connection, layout, repository, mountFrom ?? BaseIn(connection.Registry, layout), progress, cancellationToken);
        foreach (var image in layout.IsIndex ? layout.Images : [])
            pushed += await PutManifestAsync(connection, image, repository, image.Digest, cancellationToken);
        pushed += await PutManifestAsync(connection, layout, repository, tag ?? layout.Digest, cancellationToken);
        progress?.Report($"pushed {reference}");
        return new PushResult(reference, layout.Digest, pushed, Math.Max(0, layout.Bytes - pushed));
    }

    /// <summary>Digest of the manifest that a tag or digest points at; null when there is none.</summary>
    public Task<string?> ResolveAsync(string repository, string target, RegistryLogin login, CancellationToken cancellationToken) =>
        HeadManifestAsync(new RegistryConnection(http, login), repository, target, cancellationToken);

    /// <summary>Gives an image that is in the registry one more tag. A tag that points at this very image already is fine.</summary>
    /// <param name="repository">Repository in the registry.</param>
    /// <param name="digest">The image.</param>
    /// <param name="tag">Its new tag.</param>
    /// <param name="login">Registry and credentials.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="DeployError">DC3401, DC3403 no such image, DC3404, DC3405, DC3406, DC3407 the tag is another image's.</exception>
    public async Task TagAsync(string repository, string digest, string tag, RegistryLogin login, CancellationToken cancellationToken)
    {
        var connection = new RegistryConnection(http, login);
        if (await HeadManifestAsync(connection, repository, tag, cancellationToken) is { } present && present == digest)
            return;
        var (manifest, type) = await GetManifestAsync(
            connection, ImageReference.Parse($"{connection.Registry}/{repository}@{digest}"), digest, cancellationToken);
        await PutManifestAsync(connection, manifest, type, repository, tag, cancellationToken);
    }

    /// <summary>Pulls an image, for one platform where there are several.</summary>
    /// <param name="reference"><c>registry/repository@sha256:…</c> or <c>…:tag</c>; the registry's part is ignored in favour of the login's.</param>
    /// <param name="destinationLayout">Where the layout will lie; it appears only when all of it is there.</param>
    /// <param name="login">Registry and credentials.</param>
    /// <param name="cancellationToken">Ends the pull.</param>
    /// <param name="platform">The platform; null: this machine's.</param>
    /// <exception cref="DeployError">DC3401, DC3403 no such image, DC3302 wrong digest, DC3404, DC3405, DC3409 not for this platform.</exception>
    public async Task<OciLayout> PullAsync(string reference, string destinationLayout, RegistryLogin login, CancellationToken cancellationToken, OciPlatform? platform = null)
    {
        var parsed = ImageReference.Parse(reference);
        var connection = new RegistryConnection(http, login);
        var (bytes, type) = await GetManifestAsync(connection, parsed, parsed.Target, cancellationToken);
        if (type is MediaTypes.Index or MediaTypes.DockerIndex)
        {
            var digest = For(platform ?? OciPlatform.Host, Read<OciIndex>(bytes, reference), reference);
            (bytes, type) = await GetManifestAsync(connection, parsed, digest, cancellationToken);
        }

        var manifest = Read<OciManifest>(bytes, reference);
        using var writer = new LayoutWriter(destinationLayout);
        await Parallel.ForEachAsync(manifest.Layers.Append(manifest.Config).DistinctBy(blob => blob.Digest), Options(cancellationToken), async (blob, token) =>
            await _backoff.RunAsync(() => PullBlobAsync(connection, parsed.Repository, blob, writer.BlobPath(blob.Digest), token), token));
        var descriptor = await writer.AddAsync(bytes, type, cancellationToken);
        return await writer.CompleteAsync(descriptor, cancellationToken);
    }

    /// <summary>Attaches a document to an image that is in the registry; one that is attached already is not sent again.</summary>
    /// <param name="repository">Repository of the image.</param>
    /// <param name="digest">The image.</param>
    /// <param name="document">What to attach.</param>
    /// <param name="login">Registry and credentials.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="DeployError">DC3401, DC3403 no such image, DC3404, DC3405, DC3406.</exception>
    public Task<AttachedArtifact> AttachAsync(
        string repository, string digest, ArtifactDocument document, RegistryLogin login, CancellationToken cancellationToken) =>
        new Referrers(this, _backoff, new RegistryConnection(http, login), repository).AttachAsync(digest, document, cancellationToken);

    /// <summary>What is attached to an image, in the order of the registry.</summary>
    /// <inheritdoc cref="AttachAsync" path="/exception"/>
    public Task<IReadOnlyList<AttachedArtifact>> ReferrersAsync(string repository, string digest, RegistryLogin login, CancellationToken cancellationToken) =>
        new Referrers(this, _backoff, new RegistryConnection(http, login), repository).ListAsync(digest, cancellationToken);

    /// <summary>Looks whether an image could be pulled now: all of its parts are there, and it is for the processor that will run it.</summary>
    /// <param name="repository">Repository of the image.</param>
    /// <param name="digest">The image.</param>
    /// <param name="architecture">amd64 | arm64; null: whichever.</param>
    /// <param name="login">Registry and credentials.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Digest of the manifest that would be pulled: of an image for several platforms, that of this one.</returns>
    /// <exception cref="DeployError">DC3350 parts are missing, DC3351 another architecture, DC3401, DC3404, DC3405.</exception>
    public Task<string> CheckPullableAsync(
        string repository, string digest, string? architecture, RegistryLogin login, CancellationToken cancellationToken) =>
        new PullCheck(this, _backoff, new RegistryConnection(http, login), repository).RunAsync(digest, architecture, cancellationToken);

    private static string? BaseIn(string registry, OciLayout layout) =>
        layout.Config.Config.Labels?.GetValueOrDefault(ImageLabels.BaseName) is { } name && name.StartsWith(registry + "/", StringComparison.Ordinal)
            ? ImageReference.ParseName(name).Repository : null;

    internal async Task<long> PushBlobsAsync(
        RegistryConnection connection, OciLayout layout, string repository, string? mountFrom, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var upload = new BlobUpload(connection, _backoff, chunkBytes);
        var pushed = 0L;
        await Parallel.ForEachAsync(
            layout.Images.SelectMany(image => image.Manifest.Layers.Append(image.Manifest.Config)).DistinctBy(blob => blob.Digest), Options(cancellationToken), async (blob, token) =>
            {
                var bytes = await upload.RunAsync(layout, blob, repository, mountFrom, token);
                Interlocked.Add(ref pushed, bytes);
                progress?.Report($"{blob.Digest[..19]} {(bytes == 0 ? "already there" : $"{bytes} bytes pushed")}");
            });
        return pushed;
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = ParallelBlobs, CancellationToken = cancellationToken };

    internal Task<string?> HeadManifestAsync(RegistryConnection connection, string repository, string target, CancellationToken cancellationToken) =>
        _backoff.RunAsync(async () =>
        {
            using var response = await connection.SendAsync(() => Manifest(connection, HttpMethod.Head, repository, target), repository, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            return response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.First() : "";
        }, cancellationToken);

    private async Task<long> PutManifestAsync(
        RegistryConnection connection, OciLayout image, string repository, string target, CancellationToken cancellationToken)
    {
        var manifest = await image.ReadManifestBytesAsync(cancellationToken);
        var type = image.IsIndex ? MediaTypes.Index : image.Manifest.MediaType ?? MediaTypes.Manifest;
        await PutManifestAsync(connection, manifest, type, repository, target, cancellationToken);
        return manifest.Length;
    }

    internal Task<bool> PutManifestAsync(
        RegistryConnection connection, byte[] manifest, string type, string repository, string target, CancellationToken cancellationToken) =>
        _backoff.RunAsync(async () =>
        {
            try
            {
                using var response = await connection.SendAsync(() =>
                {
                    var request = Manifest(connection, HttpMethod.Put, repository, target);
                    request.Content = new ByteArrayContent(manifest);
                    request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
                    return request;
                }, repository, cancellationToken);
                return response.IsSuccessStatusCode ? true : throw await connection.ErrorAsync(response, repository, cancellationToken);
            }
            catch (DeployError error) when (error.Code == "DC3406" && error.Message.Contains("mmutab", StringComparison.Ordinal))
            {
                // ECR: 400 {"errors":[{"code":"TAG_INVALID","message":"The image tag 'v1' already exists in the 'web' repository and cannot be overwritten because the repository is immutable."}]}
                var present = await HeadManifestAsync(connection, repository, target, cancellationToken);
                // Somebody else may have been faster, with the same image.
                return present == OciLayout.DigestOf(manifest) ? true : throw ImageErrors.TagTaken(repository, target, present ?? "unknown");
            }
        }, cancellationToken);

    internal Task<(byte[] Bytes, string Type)> GetManifestAsync(
        RegistryConnection connection, ImageReference reference, string target, CancellationToken cancellationToken) =>
        _backoff.RunAsync(async () =>
        {
            using var response = await connection.SendAsync(
                () => Manifest(connection, HttpMethod.Get, reference.Repository, target), reference.Repository, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                throw ImageErrors.ImageMissing(reference.ToString());
            var bytes = await ReadAsync(connection, () => response.Content.ReadAsByteArrayAsync(cancellationToken));
            if (OciLayout.IsDigest(target) && OciLayout.DigestOf(bytes) is var actual && actual != target)
                throw ImageErrors.DigestMismatch(target, actual);
            return (bytes, response.Content.Headers.ContentType?.MediaType ?? MediaTypes.Manifest);
        }, cancellationToken);

    private static async Task<bool> PullBlobAsync(
        RegistryConnection connection, string repository, OciDescriptor blob, string path, CancellationToken cancellationToken)
    {
        using var response = await connection.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, connection.Address($"/v2/{repository}/blobs/{blob.Digest}")), repository, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw ImageErrors.ImageMissing($"{connection.Registry}/{repository}@{blob.Digest}");
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        using var hash = new HashingStream(file);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[128 * 1024];

        // Piece by piece: a copy of the whole would call a full disk a broken connection.
        while (await ReadAsync(connection, () => body.ReadAsync(buffer, cancellationToken).AsTask()) is var count and > 0)
            await hash.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        return hash.Digest() is var actual && actual == blob.Digest ? true : throw ImageErrors.DigestMismatch(blob.Digest, actual);
    }

    private static async Task<T> ReadAsync<T>(RegistryConnection connection, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw ImageErrors.RegistryUnreachable(connection.Registry, "reading an answer", cause);
        }
    }

    private static HttpRequestMessage Manifest(RegistryConnection connection, HttpMethod method, string repository, string target)
    {
        var request = new HttpRequestMessage(method, connection.Address($"/v2/{repository}/manifests/{target}"));
        foreach (var type in ManifestTypes)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return request;
    }

    internal static T Read<T>(byte[] manifest, string reference)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(manifest) ?? throw ImageErrors.InvalidManifest(reference, "it is empty");
        }
        catch (JsonException cause)
        {
            throw ImageErrors.InvalidManifest(reference, cause.Message);
        }
    }

    private static string For(OciPlatform wanted, OciIndex index, string reference) =>
        index.Manifests.FirstOrDefault(one => one.Platform is { } platform && platform.Architecture == wanted.Architecture && platform.Os == wanted.Os)?.Digest
        ?? throw ImageErrors.PlatformMissing(reference, wanted.ToString());
}
