namespace DeployCrew.Images.Oci;

/// <summary>Labels that DeployCrew's images carry.</summary>
public static class ImageLabels
{
    /// <summary>What the image stands on. <see cref="HostBase"/>: it holds the app only, and runs on the runtime of the machine that unpacks it.</summary>
    public const string Base = "io.deploycrew.base";

    /// <summary>Value of <see cref="Base"/> for images without an operating system in them.</summary>
    public const string HostBase = "host";

    /// <summary>SHA-256 of the source.</summary>
    public const string Source = "io.deploycrew.source";

    /// <summary>Name of the base image (https://github.com/opencontainers/image-spec/blob/main/annotations.md).</summary>
    public const string BaseName = "org.opencontainers.image.base.name";

    /// <summary>Digest of the base image.</summary>
    public const string BaseDigest = "org.opencontainers.image.base.digest";
}
