using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci.Zstd;

namespace DeployCrew.Images.Oci;

/// <summary>Writes an OCI image layout: blobs first, then the index that makes it one. It appears at its place only when it is whole.</summary>
internal sealed class LayoutWriter : IDisposable
{
    private const long WorthALink = 64 << 10;

    private readonly string _destination;
    private readonly string _partial;

    public LayoutWriter(string destination)
    {
        _destination = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        _partial = $"{_destination}.{Guid.NewGuid():n}.partial";
        Directory.CreateDirectory(Blobs);
    }

    private string Blobs => Path.Combine(_partial, "blobs", "sha256");

    /// <summary>Writes a layer; the callback writes its plain tar. Returns its descriptor and the digest of the plain tar.</summary>
    public async Task<(OciDescriptor Layer, string DiffId)> AddLayerAsync(
        Func<Stream, Task> writeTar, LayerCompression compression, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(_partial, Guid.NewGuid().ToString("n"));
        string diffId, digest;
        long size;
        await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
        {
            using var compressed = new HashingStream(file);
            diffId = compression == LayerCompression.Zstd
                ? await WriteZstdAsync(writeTar, compressed) : await WriteGzipAsync(writeTar, compressed, cancellationToken);
            (digest, size) = (compressed.Digest(), compressed.Count);
        }

        File.Move(temporary, BlobPath(digest), overwrite: true);
        return (new OciDescriptor(compression == LayerCompression.Zstd ? MediaTypes.ZstdLayer : MediaTypes.Layer, digest, size), diffId);
    }

    /// <summary>Puts in a blob that is somewhere on disk already and stays there: a link, or a copy where it is small or there are no links.</summary>
    public void AddExisting(string file, string digest)
    {
        if (File.Exists(BlobPath(digest)))
            return;
        var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
        if (new FileInfo(target).Length < WorthALink)
        {
            File.Copy(target, BlobPath(digest));
            return;
        }

        try
        {
            File.CreateSymbolicLink(BlobPath(digest), target);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            File.Copy(file, BlobPath(digest));
        }
    }

    /// <summary>Where a blob goes, for those who write it themselves.</summary>
    public string BlobPath(string digest) => Path.Combine(Blobs, OciLayout.Hex(digest));

    /// <summary>Writes a small blob.</summary>
    public async Task<OciDescriptor> AddAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        var digest = OciLayout.DigestOf(bytes.Span);
        await File.WriteAllBytesAsync(BlobPath(digest), bytes, cancellationToken);
        return new OciDescriptor(mediaType, digest, bytes.Length);
    }

    /// <summary>Writes a record as JSON without whitespace.</summary>
    public Task<OciDescriptor> AddJsonAsync<T>(T value, string mediaType, CancellationToken cancellationToken) =>
        AddAsync(JsonSerializer.SerializeToUtf8Bytes(value), mediaType, cancellationToken);

    /// <summary>Writes the index and moves the layout to its place, replacing what was there.</summary>
    public async Task<OciLayout> CompleteAsync(OciDescriptor manifest, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(_partial, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""", cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_partial, "index.json"), JsonSerializer.Serialize(new OciIndex { Manifests = [manifest] }), cancellationToken);
        try
        {
            if (Directory.Exists(_destination))
                Directory.Delete(_destination, recursive: true);
            Directory.Move(_partial, _destination);
        }
        catch (IOException cause)
        {
            throw ImageErrors.CannotStore(_destination, cause);
        }

        return await OciLayout.OpenAsync(_destination, cancellationToken);
    }

    private static async Task<string> WriteGzipAsync(Func<Stream, Task> writeTar, Stream output, CancellationToken cancellationToken)
    {
        await using var gzip = new BlockGzipStream(output);
        using var plain = new HashingStream(gzip);
        await writeTar(plain);
        await gzip.CompleteAsync(cancellationToken);
        return plain.Digest();
    }

    private static async Task<string> WriteZstdAsync(Func<Stream, Task> writeTar, Stream output)
    {
        await using var zstd = new ZstdWriteStream(output);
        using var plain = new HashingStream(zstd);
        await writeTar(plain);
        zstd.Complete();
        return plain.Digest();
    }

    public void Dispose()
    {
        if (Directory.Exists(_partial))
            Directory.Delete(_partial, recursive: true);
    }
}
