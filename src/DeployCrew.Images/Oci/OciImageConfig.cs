using System.Text.Json.Serialization;

namespace DeployCrew.Images.Oci;

/// <summary>An image's configuration blob: platform, how it is run, and the digests of its layers before compression.</summary>
public sealed record OciImageConfig
{
    /// <summary>When it was made; fixed, so that it does not change the digest.</summary>
    [JsonPropertyName("created"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Created { get; init; }

    /// <summary>amd64 | arm64.</summary>
    [JsonPropertyName("architecture")]
    public string Architecture { get; init; } = OciPlatform.Host.Architecture;

    /// <summary>linux.</summary>
    [JsonPropertyName("os")]
    public string Os { get; init; } = OciPlatform.Host.Os;

    /// <summary>How it is run.</summary>
    [JsonPropertyName("config")]
    public OciRunConfig Config { get; init; } = new();

    /// <summary>The layers before compression.</summary>
    [JsonPropertyName("rootfs")]
    public OciRootFs RootFs { get; init; } = new();
}
