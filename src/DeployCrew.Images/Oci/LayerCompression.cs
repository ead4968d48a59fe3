namespace DeployCrew.Images.Oci;

/// <summary>How layers are compressed.</summary>
public enum LayerCompression
{
    /// <summary>Read by every registry and engine.</summary>
    Gzip,

    /// <summary>Smaller and faster to unpack; needs containerd 1.5 or Docker 23, which Fargate has (platform 1.4).</summary>
    Zstd,
}
