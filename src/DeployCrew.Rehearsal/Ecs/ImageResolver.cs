using DeployCrew.Images.Oci;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>Finds images in the local registry, by repository name: the registry's address may have changed since the image was named.</summary>
internal sealed class ImageResolver(string registryFolder)
{
    /// <summary>Digest of an image such as <c>127.0.0.1:5000/hello-dev/web@sha256:…</c> or <c>…:tag</c>; null when it is not here.</summary>
    public static string? Resolve(CloudState state, string image)
    {
        var (repository, reference) = Split(image);
        if (!state.Repositories.TryGetValue(repository, out var owner))
            return null;
        return owner.Images.ContainsKey(reference) ? reference : owner.Images.Values.FirstOrDefault(one => one.Tags.Contains(reference))?.Digest;
    }

    /// <summary>Opens an image that is in the registry.</summary>
    public Task<OciLayout> OpenAsync(string digest, CancellationToken cancellationToken) => OciLayout.OpenAsync(registryFolder, digest, cancellationToken);

    private static (string Repository, string Reference) Split(string image)
    {
        var path = image[(image.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var at = path.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
            return (path[..at], path[(at + 1)..]);
        var colon = path.LastIndexOf(':');
        return colon >= 0 ? (path[..colon], path[(colon + 1)..]) : (path, "latest");
    }
}
