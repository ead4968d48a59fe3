using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Mcp.Calls;

/// <summary>Cuts long texts in an answer: what an agent reads, it pays for, and it is lost among what does not matter.</summary>
internal static class BoundedText
{
    private const int Longest = 4000;

    public static JsonNode? In(JsonNode? node) => node switch
    {
        JsonObject named => new JsonObject(named.Select(one => KeyValuePair.Create(one.Key, In(one.Value)))),
        JsonArray list => new JsonArray([.. list.Select(In)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Cut(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private static string Cut(string text) =>
        text.Length <= Longest ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..Longest]}… ({text.Length - Longest} more characters)");
}
