namespace DeployCrew.Images.SupplyChain;

/// <summary>How an image came to be.</summary>
/// <param name="Service">Name of the service.</param>
/// <param name="ImageDigest"><c>sha256:…</c>.</param>
/// <param name="SourceSha256">Hash of the source.</param>
/// <param name="Platforms">Such as <c>linux/amd64</c>.</param>
/// <param name="Builder">Name of the builder: <c>docker</c> | <c>in-process</c> | ….</param>
/// <param name="RunId">The run that built it.</param>
/// <param name="StartedAt">When its build began.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record Provenance(
    string Service, string ImageDigest, string SourceSha256, IReadOnlyList<string> Platforms, string Builder, string RunId,
    DateTimeOffset StartedAt, DateTimeOffset FinishedAt)
{
    /// <summary>Settings of the build that the requirements make; nulls are left out.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>SHA-256 of the Dockerfile, where one was used.</summary>
    public string? DockerfileSha256 { get; init; }

    /// <summary>The image below, where it is known.</summary>
    public BaseImageUse? Base { get; init; }

    /// <summary>Whether the image was found in the build cache: when it was built first is not known then.</summary>
    public bool FromCache { get; init; }
}
