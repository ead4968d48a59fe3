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
    public static BundleManifest Parse(string json) => JsonSerializer.Deserialize<BundleManifest>(json, Format)
        ?? throw new JsonException("The manifest is empty.");
}
