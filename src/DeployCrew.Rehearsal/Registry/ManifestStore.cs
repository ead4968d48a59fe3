using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Registry;

/// <summary>Manifests of the repositories: their bytes are blobs, their digests, tags and times are state.</summary>
internal sealed class ManifestStore(StateStore store, BlobStore blobs, TimeProvider time)
{
    /// <summary>Digest and media type of a tag or digest in a repository.</summary>
    public (string Digest, string MediaType)? Find(string repository, string reference) => store.Read(state =>
    {
        var images = Repository(state, repository).Images;
        var image = images.GetValueOrDefault(reference) ?? images.Values.FirstOrDefault(one => one.Tags.Contains(reference));
        return image is null ? ((string, string)?)null : (image.Digest, image.MediaType);
    });

    public byte[] Read(string digest) => File.ReadAllBytes(blobs.PathOf(digest));

    /// <summary>Stores a manifest, after everything that it names is there; its subject need not be. Returns its digest.</summary>
    public string Put(string repository, string reference, string mediaType, byte[] content)
    {
        var manifest = ManifestContent.Parse(content);
        if (manifest.MediaType is { } own && own != mediaType)
            throw RegistryFault.ManifestInvalid($"it says that it is {own}, and is sent as {mediaType}");
        var digest = Digest.Of(content);
        var isDigest = reference.Contains(':', StringComparison.Ordinal);
        if (isDigest && reference != digest)
            throw RegistryFault.DigestInvalid(reference);
        var size = content.Length + manifest.Blobs.Concat(manifest.Manifests).Sum(part => RequirePart(repository, part));
        blobs.Write(repository, digest, content);
        store.Change(state =>
        {
            var owner = Repository(state, repository);
            if (!isDigest)
                Retag(owner, reference, digest);
            if (!owner.Images.TryGetValue(digest, out var image))
                owner.Images[digest] = image = new ImageState { Digest = digest, MediaType = mediaType, Size = size, Subject = manifest.Subject, PushedAt = time.GetUtcNow() };
            if (!isDigest)
                image.Tags.Add(reference);
        });
        return digest;
    }

    /// <summary>Descriptors of the manifests that name this one as their subject, in the order of their digests.</summary>
    public IReadOnlyList<JsonObject> Referrers(string repository, string subject) =>
        [.. store.Read(state => Repository(state, repository).Images.Values.Where(image => image.Subject == subject)
            .Select(image => (image.Digest, image.MediaType)).ToArray()).Select(image => Descriptor(image.Digest, image.MediaType))];

    public void Delete(string repository, string reference)
    {
        var found = Find(repository, reference) ?? throw RegistryFault.ManifestUnknown(reference);
        store.Change(state =>
        {
            var images = Repository(state, repository).Images;
            if (reference == found.Digest || images[found.Digest].Tags.Count == 1)
                images.Remove(found.Digest);
            else
                images[found.Digest].Tags.Remove(reference);
        });
    }

    private static void Retag(RepositoryState repository, string tag, string digest)
    {
        var holder = repository.Images.Values.FirstOrDefault(image => image.Tags.Contains(tag));
        if (holder is null || holder.Digest == digest)
            return;
        if (repository.ImmutableTags)
            throw new RegistryFault("TAG_INVALID", $"The image tag '{tag}' already exists in the '{repository.Name}' repository and cannot be overwritten because the repository is immutable.", 400);
        holder.Tags.Remove(tag);
    }

    private long RequirePart(string repository, string digest)
    {
        if (!Digest.TryParse(digest, out _) || !blobs.Has(repository, digest))
            throw new RegistryFault("MANIFEST_BLOB_UNKNOWN", $"manifest blob unknown to registry: {digest}", 404);
        return blobs.SizeOf(digest);
    }

    private JsonObject Descriptor(string digest, string mediaType)
    {
        var content = Read(digest);
        var manifest = ManifestContent.Parse(content);
        var descriptor = new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = content.Length };
        if (manifest.ArtifactType is not null)
            descriptor["artifactType"] = manifest.ArtifactType;
        if (manifest.Annotations is not null)
            descriptor["annotations"] = manifest.Annotations.DeepClone();
        return descriptor;
    }

    private static RepositoryState Repository(CloudState state, string name) =>
        state.Repositories.GetValueOrDefault(name) ?? throw RegistryFault.NameUnknown(name);
}
