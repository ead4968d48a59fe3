namespace DeployCrew.Images.Sources;

/// <summary>How much source is taken in. Enforced on what really arrives, not on what an archive's headers say.</summary>
public sealed record SourceLimits
{
    /// <summary>Entries of an archive, or files of a folder.</summary>
    public int MaxEntries { get; init; } = 20_000;

    /// <summary>Bytes of all files together, unpacked.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Unpacked bytes per packed byte of one entry.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Unpacked bytes up to which <see cref="MaxRatio"/> does not count: small files of one character are no bombs.</summary>
    public long RatioFloor { get; init; } = 1L << 20;
}
