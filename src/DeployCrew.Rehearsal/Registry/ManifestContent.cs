using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Registry;

/// <summary>What a registry needs to know of a manifest: OCI image specification 1.1 (image-spec manifest.md, image-index.md), Docker schema 2.</summary>
/// <param name="MediaType">Media type that it states itself; null when it states none.</param>
/// <param name="ArtifactType">artifactType, or the configuration's media type.</param>
/// <param name="Subject">Digest of the manifest that it says something about; null for most.</param>
/// <param name="Blobs">Digests of configuration and layers that the registry must have; layers that come from elsewhere (urls) are not among them.</param>
/// <param name="Manifests">Digests of an index's manifests.</param>
/// <param name="Annotations">Its annotations.</param>
internal sealed record ManifestContent(
    string? MediaType, string? ArtifactType, string? Subject, IReadOnlyList<string> Blobs, IReadOnlyList<string> Manifests, JsonObject? Annotations)
{
    /// <exception cref="RegistryFault">MANIFEST_INVALID: it is none.</exception>
    public static ManifestContent Parse(byte[] content)
    {
        try
        {
            var manifest = JsonNode.Parse(content) as JsonObject ?? throw new JsonException("not an object");
            var config = manifest["config"] as JsonObject;
            var layers = manifest.Objects("layers").Where(layer => layer["urls"] is not JsonArray { Count: > 0 });
            return new ManifestContent(
                Text(manifest, "mediaType"), Text(manifest, "artifactType") ?? (config is null ? null : Text(config, "mediaType")),
                manifest["subject"] is JsonObject subject ? DigestOf(subject) : null,
                [.. (config is null ? layers : layers.Prepend(config)).Select(DigestOf)], [.. manifest.Objects("manifests").Select(DigestOf)],
                manifest["annotations"] as JsonObject);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw RegistryFault.ManifestInvalid(error.Message);
        }
    }

    private static string DigestOf(JsonObject descriptor) => Text(descriptor, "digest") is { } digest && Digest.TryParse(digest, out _)
        ? digest
        : throw new JsonException("a descriptor without a sha256 digest");

    private static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();
}
