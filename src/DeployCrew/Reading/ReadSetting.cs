using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Reading;

/// <summary>A setting of a service that was read of its app.</summary>
/// <param name="Path">Its place below the service, such as <c>health/path</c>.</param>
/// <param name="Value">As JSON.</param>
/// <param name="Evidence">The line that shows it.</param>
public sealed record ReadSetting(string Path, string Value, Evidence Evidence)
{
    /// <summary>Puts settings into requirements, where nothing is stated there yet.</summary>
    /// <param name="text">Valid requirements, version 1.</param>
    /// <param name="service">Name of the service.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The new text; the same when all of them are stated.</returns>
    /// <exception cref="Core.Errors.InvalidInputError">The requirements' own rules refuse one.</exception>
    public static string Write(string text, string service, IEnumerable<ReadSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var setting in settings)
        {
            string[] path = ["services", service, .. setting.Path.Split('/')];
            if (!IsStated(text, path))
                text = RequirementsText.With(text, path, setting.Value);
        }

        RequirementsReader.Read("requirements.json", text);
        return text;
    }

    internal static ReadSetting? Of<T>(Fact<T>? fact, params string[] path) =>
        fact is { Evidence: { } evidence } ? new ReadSetting(string.Join('/', path), JsonSerializer.Serialize(fact.Value), evidence) : null;

    private static bool IsStated(string text, string[] path)
    {
        var node = JsonNode.Parse(text.TrimStart('\uFEFF'), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node is not null;
    }
}
