namespace DeployCrew.Infra.Bundles;

/// <summary>How much of a bundle is read. Nobody knows who wrote it.</summary>
internal sealed record BundleLimits
{
    public static BundleLimits Default { get; } = new();

    public int Entries { get; init; } = 200_000;

    /// <summary>Bytes of the zip's directory.</summary>
    public long Directory { get; init; } = 64 << 20;

    /// <summary>Bytes of all files, unpacked.</summary>
    public long Total { get; init; } = 4L << 30;

    /// <summary>How many times larger a file may become, once it is larger than <see cref="RatioFrom"/>. Deflate gets to 1032, text to 20.</summary>
    public int Ratio { get; init; } = 200;

    public long RatioFrom { get; init; } = 16 << 20;

    /// <summary>Bytes of a file that is read as text.</summary>
    public int Text { get; init; } = 16 << 20;
}
