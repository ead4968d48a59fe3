using System.Text.Json.Serialization;

namespace DeployCrew.Images.Oci;

/// <summary>An image's manifest: its configuration and its layers, lowest first.</summary>
public sealed record OciManifest
{
    /// <summary>2.</summary>
    [JsonPropertyName("schemaVersion")]
    public int SchemaVersion { get; init; } = 2;

    /// <summary>Its own media type.</summary>
    [JsonPropertyName("mediaType")]
    public string? MediaType { get; init; } = MediaTypes.Manifest;

    /// <summary>The configuration's blob.</summary>
    [JsonPropertyName("config")]
    public required OciDescriptor Config { get; init; }

    /// <summary>The layers' blobs.</summary>
    [JsonPropertyName("layers")]
    public required IReadOnlyList<OciDescriptor> Layers { get; init; }
}
