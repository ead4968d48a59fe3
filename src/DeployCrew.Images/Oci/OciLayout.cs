using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Oci;

/// <summary>An OCI image layout on disk with one image in it, for one platform or several.</summary>
/// <remarks>The format: https://github.com/opencontainers/image-spec/blob/main/image-layout.md</remarks>
public sealed class OciLayout
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly IReadOnlyList<OciLayout>? _images;

    private OciLayout(string folder, OciDescriptor manifestDescriptor, OciManifest manifest, OciImageConfig config, IReadOnlyList<OciLayout>? images = null)
    {
        Folder = folder;
        ManifestDescriptor = manifestDescriptor;
        Manifest = manifest;
        Config = config;
        _images = images;
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>Descriptor of the manifest, or of the index; its digest is the image's.</summary>
    public OciDescriptor ManifestDescriptor { get; }

    /// <summary>The image's digest.</summary>
    public string Digest => ManifestDescriptor.Digest;

    /// <summary>The images of an index, one per platform; of a single image, itself.</summary>
    public IReadOnlyList<OciLayout> Images => _images ?? [this];

    /// <summary>Whether it is an index.</summary>
    public bool IsIndex => _images is not null;

    /// <summary>The manifest; of an index, that of this machine's platform, or of the first.</summary>
    public OciManifest Manifest { get; }

    /// <summary>The configuration; of an index as for <see cref="Manifest"/>.</summary>
    public OciImageConfig Config { get; }

    /// <summary>Bytes of manifest, configuration and layers.</summary>
    public long Bytes => ManifestDescriptor.Size
        + (_images?.Sum(image => image.Bytes) ?? Manifest.Config.Size + Manifest.Layers.Sum(layer => layer.Size));

    /// <summary>Whether the image holds the app only (<see cref="ImageLabels.HostBase"/>).</summary>
    public bool RunsOnHost => Config.Config.Labels?.GetValueOrDefault(ImageLabels.Base) == ImageLabels.HostBase;

    /// <summary>Whether all of its layers are there, by their sizes; some may be links to a cache that was emptied.</summary>
    public bool IsWhole => Images.All(image => image.Manifest.Layers.All(layer => LengthOf(BlobPath(layer.Digest)) == layer.Size));

    /// <summary>Reads a layout; manifest and configuration are checked against their digests, layers are not read.</summary>
    /// <exception cref="DeployError">DC3301 when it is not a layout with one image, DC3302 when a digest is not right.</exception>
    public static async Task<OciLayout> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(folder, "index.json"));
            var index = await JsonSerializer.DeserializeAsync<OciIndex>(file, cancellationToken: cancellationToken);
            if (index?.Manifests is not [var descriptor])
                throw ImageErrors.NotALayout(folder, "its index.json does not list exactly one image.");
            return await OpenAsync(folder, descriptor, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or JsonException)
        {
            throw ImageErrors.NotALayout(folder, cause.Message);
        }
    }

    /// <summary>Opens one image of a folder that holds the blobs of many, such as a registry's.</summary>
    /// <param name="folder">Folder with <c>blobs/sha256/</c> in it.</param>
    /// <param name="digest">Digest of the image's manifest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DeployError">DC3301 when a blob is missing or not what it should be, DC3302 when a digest is not right.</exception>
    public static async Task<OciLayout> OpenAsync(string folder, string digest, CancellationToken cancellationToken)
    {
        try
        {
            var descriptor = new OciDescriptor(MediaTypes.Manifest, digest, new FileInfo(BlobPath(folder, digest)).Length);
            return await OpenAsync(folder, descriptor, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or JsonException)
        {
            throw ImageErrors.NotALayout(folder, cause.Message);
        }
    }

    /// <summary>Path of a blob, whether or not it is there.</summary>
    /// <param name="digest"><c>sha256:…</c>.</param>
    public string BlobPath(string digest) => BlobPath(Folder, digest);

    /// <summary>The bytes of the manifest, exactly as they are hashed.</summary>
    public Task<byte[]> ReadManifestBytesAsync(CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(BlobPath(Digest), cancellationToken);

    internal static string BlobPath(string folder, string digest) => Path.Combine(folder, "blobs", "sha256", Hex(digest));

    private static long? LengthOf(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return RandomAccess.GetLength(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    internal static string DigestOf(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hex digits of a digest. Digests come from registries and archives, and become file names: anything else is refused.</summary>
    internal static string Hex(string digest) =>
        IsDigest(digest) ? digest["sha256:".Length..] : throw ImageErrors.InvalidDigest(digest);

    internal static bool IsDigest(string? digest) =>
        digest is { Length: 71 } && digest.StartsWith("sha256:", StringComparison.Ordinal) && !digest.AsSpan(7).ContainsAnyExcept(HexDigits);

    private static async Task<OciLayout> OpenAsync(string folder, OciDescriptor descriptor, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(folder, descriptor.Digest, cancellationToken);
        var index = Read<OciIndex>(bytes, descriptor.Digest);
        if (index.Manifests is { Count: > 0 })
        {
            var images = new List<OciLayout>();
            foreach (var one in index.Manifests.Where(one => one.Platform is { Os: not "unknown" }))
                images.Add(await OpenAsync(folder, one, cancellationToken));
            var first = images.FirstOrDefault(image => image.ManifestDescriptor.Platform == OciPlatform.Host) ?? images.FirstOrDefault()
                ?? throw ImageErrors.NotALayout(folder, "its index has no image.");
            return new OciLayout(folder, descriptor, first.Manifest, first.Config, images);
        }

        var manifest = Read<OciManifest>(bytes, descriptor.Digest);
        var config = Read<OciImageConfig>(await ReadAsync(folder, manifest.Config.Digest, cancellationToken), manifest.Config.Digest);
        return new OciLayout(folder, descriptor, manifest, config);
    }

    private static async Task<byte[]> ReadAsync(string folder, string digest, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(BlobPath(folder, digest), cancellationToken);
        return DigestOf(bytes) is var actual && actual == digest ? bytes : throw ImageErrors.DigestMismatch(digest, actual);
    }

    private static T Read<T>(byte[] bytes, string digest) => JsonSerializer.Deserialize<T>(bytes) ?? throw new JsonException($"blob {digest} is empty.");
}
