using System.Text.Json.Serialization;

namespace DeployCrew.Images.Oci;

/// <summary>An image's layers by the digests of their plain tars, lowest first.</summary>
public sealed record OciRootFs
{
    /// <summary>layers.</summary>
    [JsonPropertyName("type")]
    public string Type { get; init; } = "layers";

    /// <summary><c>sha256:…</c> of each plain tar.</summary>
    [JsonPropertyName("diff_ids")]
    public IReadOnlyList<string> DiffIds { get; init; } = [];
}
