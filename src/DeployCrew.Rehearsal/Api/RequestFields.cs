using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Reads members of a request; what is missing or of the wrong type is AWS's error, not an exception of ours.</summary>
internal static class RequestFields
{
    public static string? Text(this JsonObject request, string name) => request[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw new AwsFault("SerializationException", $"{name}: expected a string"),
    };

    public static string Required(this JsonObject request, string name, string code = "InvalidParameterException") =>
        request.Text(name) is { Length: > 0 } text ? text : throw new AwsFault(code, $"{name} is required.");

    public static int? Number(this JsonObject request, string name) => request[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        JsonValue value when value.TryGetValue<long>(out var number) => number is >= int.MinValue and <= int.MaxValue
            ? (int)number : throw new AwsFault("SerializationException", $"{name}: out of range"),
        JsonValue value when value.TryGetValue<double>(out var number) && Math.Abs(number) <= int.MaxValue => (int)number,
        _ => throw new AwsFault("SerializationException", $"{name}: expected a number"),
    };

    public static long? Long(this JsonObject request, string name) => request[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static bool Flag(this JsonObject request, string name) => request.FlagOrNull(name) ?? false;

    /// <summary>Null when nothing is said.</summary>
    public static bool? FlagOrNull(this JsonObject request, string name) =>
        (request[name] as JsonValue)?.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    public static IReadOnlyList<string> Texts(this JsonObject request, string name) => request[name] switch
    {
        null => [],
        JsonArray array => [.. array.Select(item => item?.GetValue<string>() ?? throw new AwsFault("SerializationException", $"{name}: null"))],
        _ => throw new AwsFault("SerializationException", $"{name}: expected a list"),
    };

    public static JsonObject? Object(this JsonObject request, string name) => request[name] as JsonObject;

    public static IEnumerable<JsonObject> Objects(this JsonObject request, string name) => (request[name] as JsonArray ?? []).OfType<JsonObject>();

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    public static JsonArray ToJsonArray(this IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>Leaves out what is null, at every depth: no protocol of AWS writes it.</summary>
    public static void RemoveNulls(this JsonNode answer)
    {
        if (answer is JsonObject json)
        {
            foreach (var name in json.Where(member => member.Value is null).Select(member => member.Key).ToArray())
                json.Remove(name);
        }

        foreach (var child in answer is JsonObject parent ? parent.Select(member => member.Value) : answer as JsonArray ?? [])
            child?.RemoveNulls();
    }

    /// <summary>Seconds since 1970, as the JSON protocols write time.</summary>
    public static double Epoch(this DateTimeOffset time) => Math.Round((time - DateTimeOffset.UnixEpoch).TotalSeconds, 3);
}
