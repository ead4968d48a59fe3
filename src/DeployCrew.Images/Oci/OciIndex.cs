using System.Text.Json.Serialization;

namespace DeployCrew.Images.Oci;

/// <summary>A list of manifests: a layout's index.json, or an image for several platforms.</summary>
public sealed record OciIndex
{
    /// <summary>2.</summary>
    [JsonPropertyName("schemaVersion")]
    public int SchemaVersion { get; init; } = 2;

    /// <summary>Its own media type.</summary>
    [JsonPropertyName("mediaType")]
    public string? MediaType { get; init; } = MediaTypes.Index;

    /// <summary>The manifests.</summary>
    [JsonPropertyName("manifests")]
    public IReadOnlyList<OciDescriptor> Manifests { get; init; } = [];
}
