namespace DeployCrew.Images.Dockerfiles;

/// <summary>How a Dockerfile is written, where that depends on who builds it.</summary>
/// <param name="CacheMounts">Whether package managers keep their downloads between builds (<c>RUN --mount=type=cache</c>): BuildKit only.</param>
/// <param name="Digests">Digests (<c>sha256:…</c>) of base images by name with tag; one without a digest stands there by its tag alone.</param>
public sealed record DockerfileOptions(bool CacheMounts, IReadOnlyDictionary<string, string> Digests)
{
    /// <summary>For any engine: no mounts, no digests.</summary>
    public static readonly DockerfileOptions Plain = new(false, new Dictionary<string, string>());

    /// <summary><c>node:22-bookworm-slim@sha256:…</c> where the digest is known.</summary>
    internal string Pinned(string image) =>
        !image.Contains('@', StringComparison.Ordinal) && Digests.TryGetValue(image, out var digest) ? $"{image}@{digest}" : image;
}
