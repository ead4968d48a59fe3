using System.Text.Json;

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>Reading the JSON of lock files: what is not of the expected kind is as good as not there.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="JsonException">It is none.</exception>
    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, Lenient);
        return document.RootElement.Clone();
    }

    /// <summary>The properties of an object's property that is an object itself.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement json, string name) =>
        json.Member(name) is { } found ? found.Members() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement json) => json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    public static bool Flag(this JsonElement json, string name) => json.Member(name) is { ValueKind: JsonValueKind.True };

    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found) ? found : null;
}
