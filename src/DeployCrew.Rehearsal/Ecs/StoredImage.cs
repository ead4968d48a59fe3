using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Registry;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>An image in the registry: how to start it, and its layers.</summary>
/// <param name="Digest">Digest of its manifest.</param>
/// <param name="Command">Entrypoint and command.</param>
/// <param name="Environment">Variables as NAME=value.</param>
/// <param name="WorkingDirectory">Absolute path in the image.</param>
/// <param name="Labels">Labels of its configuration.</param>
/// <param name="Layers">Files of the compressed layers, lowest first.</param>
/// <param name="ManifestFile">File of its manifest.</param>
/// <param name="ConfigurationFile">File of its configuration.</param>
internal sealed record StoredImage(
    string Digest, IReadOnlyList<string> Command, IReadOnlyList<string> Environment, string WorkingDirectory,
    IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Layers, string ManifestFile, string ConfigurationFile)
{
    public static StoredImage Read(BlobStore blobs, string digest)
    {
        var manifest = Parse(blobs.PathOf(digest));
        var configurationFile = blobs.PathOf(manifest.Object("config")!.Text("digest")!);
        var configuration = Parse(configurationFile).Object("config") ?? [];
        return new StoredImage(
            digest,
            [.. configuration.Texts("Entrypoint"), .. configuration.Texts("Cmd")],
            configuration.Texts("Env"),
            configuration.Text("WorkingDir") is { Length: > 0 } folder ? folder : "/",
            (configuration.Object("Labels") ?? []).ToDictionary(label => label.Key, label => label.Value?.ToString() ?? ""),
            [.. manifest.Objects("layers").Select(layer => blobs.PathOf(layer.Text("digest")!))],
            blobs.PathOf(digest), configurationFile);
    }

    private static JsonObject Parse(string file) => (JsonObject)JsonNode.Parse(File.ReadAllBytes(file))!;
}
