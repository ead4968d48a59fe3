using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeployCrew.Infra.Bundles;

/// <summary><c>manifest.json</c>.</summary>
/// <param name="FormatVersion">1; raised when a reader of an older bundle would misread a newer one.</param>
/// <param name="Project">Project name.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Environments">Environments, sorted.</param>
/// <param name="Files">Every other file, sorted by path.</param>
/// <param name="LeftOut">Files of the app that are not in the bundle, with the reason.</param>
public sealed record BundleManifest(
    int FormatVersion, string Project, string Region, IReadOnlyList<string> Environments, IReadOnlyList<BundleEntry> Files,
    IReadOnlyList<OmittedFile> LeftOut)
{
    /// <summary>What made it; null in those that were made before it was written down.</summary>
    public BundleGenerator? Generator { get; init; }

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The manifest's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format) + "\n";

    /// <summary>Reads a manifest's text.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static BundleManifest Parse(string json) =>
        JsonSerializer.Deserialize<BundleManifest>(json, Format) is { Files: not null, LeftOut: not null } manifest
            && manifest.Files.All(file => file is { Path: not null, Sha256: not null }) && manifest.LeftOut.All(file => file is { Path: not null, Reason: not null })
            ? manifest : throw new JsonException("The manifest does not list its files.");
}
