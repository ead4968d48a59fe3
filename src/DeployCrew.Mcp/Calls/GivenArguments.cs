using System.Text.Json;

namespace DeployCrew.Mcp.Calls;

/// <summary>The arguments of a call, which have been held against the tool's schema.</summary>
internal sealed class GivenArguments(IDictionary<string, JsonElement>? given)
{
    private readonly IDictionary<string, JsonElement> values = given ?? new Dictionary<string, JsonElement>();

    /// <summary>Its JSON, for the check.</summary>
    public string Json => JsonSerializer.Serialize(values);

    public string? Text(string name) => values.TryGetValue(name, out var value) ? value.GetString() : null;

    public int Number(string name, int otherwise) => values.TryGetValue(name, out var value) ? value.GetInt32() : otherwise;
}
