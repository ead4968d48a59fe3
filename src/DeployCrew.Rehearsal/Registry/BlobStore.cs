using System.Security.Cryptography;

namespace DeployCrew.Rehearsal.Registry;

/// <summary>
/// Content-addressed files, shared by all repositories; an empty marker file per repository says which of them the repository has, as in the
/// distribution registry. Blobs get their name only when their digest is known to be right.
/// </summary>
internal sealed class BlobStore(string folder)
{
    /// <summary>Folder of uploads that have begun.</summary>
    private string Uploads => Path.Combine(folder, "uploads");

    public bool Has(string repository, string digest) => Digest.TryParse(digest, out _) && File.Exists(Marker(repository, digest)) && File.Exists(PathOf(digest));

    public string PathOf(string digest) => Path.Combine(folder, "blobs", "sha256", Hex(digest));

    public long SizeOf(string digest) => new FileInfo(PathOf(digest)).Length;

    /// <summary>Gives a repository a blob that another one has already; without a name, any other.</summary>
    public bool Mount(string repository, string? from, string digest)
    {
        if (from is null ? !IsAnywhere(digest) : !Has(from, digest))
            return false;
        Mark(repository, digest);
        return true;
    }

    public string StartUpload()
    {
        var id = Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(Uploads);
        File.Create(UploadPath(id)).Dispose();
        return id;
    }

    public long? UploadLength(string id) => Guid.TryParseExact(id, "N", out _) && File.Exists(UploadPath(id)) ? new FileInfo(UploadPath(id)).Length : null;

    /// <summary>Appends to an upload. What came before the connection broke stays, so that the upload can be resumed there.</summary>
    /// <exception cref="RegistryFault">BLOB_UPLOAD_INVALID: somebody else is writing to it.</exception>
    public async Task<long> AppendAsync(string id, Stream content, CancellationToken cancellationToken)
    {
        await using var file = Open(id);
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
        return file.Length;
    }

    /// <summary>Ends an upload. False when its content does not have that digest; the upload is gone then.</summary>
    public async Task<bool> FinishAsync(string repository, string id, string digest, CancellationToken cancellationToken)
    {
        string actual;
        await using (var file = File.OpenRead(UploadPath(id)))
            actual = "sha256:" + Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        if (actual != digest)
        {
            File.Delete(UploadPath(id));
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(digest))!);
        File.Move(UploadPath(id), PathOf(digest), overwrite: true);
        Mark(repository, digest);
        return true;
    }

    public void CancelUpload(string id) => File.Delete(UploadPath(id));

    /// <summary>Stores a small blob, a manifest, whose digest was computed from these very bytes.</summary>
    public void Write(string repository, string digest, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(digest))!);
        var next = PathOf(digest) + ".next";
        File.WriteAllBytes(next, content);
        File.Move(next, PathOf(digest), overwrite: true);
        Mark(repository, digest);
    }

    public void Unlink(string repository, string digest) => File.Delete(Marker(repository, digest));

    private FileStream Open(string id)
    {
        try
        {
            return new FileStream(UploadPath(id), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(UploadPath(id)))
        {
            throw RegistryFault.UploadInvalid("another request is writing to the upload", 416);
        }
    }

    // A blob that no repository has any more is on its way out.
    private bool IsAnywhere(string digest) => Digest.TryParse(digest, out var hex) && File.Exists(PathOf(digest))
        && Directory.EnumerateDirectories(Path.Combine(folder, "repositories")).Any(repository => File.Exists(Path.Combine(repository, hex)));

    private void Mark(string repository, string digest)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Marker(repository, digest))!);
        File.WriteAllBytes(Marker(repository, digest), []);
    }

    private string Marker(string repository, string digest) => Path.Combine(folder, "repositories", repository.Replace('/', '+'), Hex(digest));

    private string UploadPath(string id) => Path.Combine(Uploads, Guid.ParseExact(id, "N").ToString("N"));

    private static string Hex(string digest) => Digest.TryParse(digest, out var hex) ? hex : throw new ArgumentException($"not a digest: {digest}", nameof(digest));
}
