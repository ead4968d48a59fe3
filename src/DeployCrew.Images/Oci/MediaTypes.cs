namespace DeployCrew.Images.Oci;

/// <summary>Media types of OCI, and Docker's counterparts that registries and engines still hand out.</summary>
public static class MediaTypes
{
    /// <summary>An image's manifest.</summary>
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>A list of manifests, one per platform.</summary>
    public const string Index = "application/vnd.oci.image.index.v1+json";

    /// <summary>An image's configuration.</summary>
    public const string Config = "application/vnd.oci.image.config.v1+json";

    /// <summary>A layer as compressed tar.</summary>
    public const string Layer = "application/vnd.oci.image.layer.v1.tar+gzip";

    /// <summary>A layer as tar compressed with Zstandard.</summary>
    public const string ZstdLayer = "application/vnd.oci.image.layer.v1.tar+zstd";

    /// <summary>A layer as plain tar.</summary>
    public const string PlainLayer = "application/vnd.oci.image.layer.v1.tar";

    /// <summary>Docker's manifest, schema 2.</summary>
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>Docker's list of manifests.</summary>
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>The configuration of an artifact that needs none: <c>{}</c>.</summary>
    public const string Empty = "application/vnd.oci.empty.v1+json";

    private const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar";

    /// <summary>OCI's type for a layer of Docker's: the bytes are the same, and an OCI manifest may hold no other.</summary>
    public static string OfLayer(string mediaType) => mediaType switch
    {
        DockerLayer => PlainLayer,
        DockerLayer + ".gzip" => Layer,
        _ => mediaType,
    };
}
