using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Protocol;

/// <summary>Reads fields of an API's answer: unknown ones are ignored, missing ones named.</summary>
internal static class JsonFields
{
    public static string Text(this JsonObject json, string name) =>
        json.TextOrNull(name) ?? throw AwsErrors.UnexpectedAnswer("AWS", $"'{name}' is missing");

    public static string? TextOrNull(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static int? NumberOrNull(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? (int)value.GetValue<double>() : null;

    public static double? DecimalOrNull(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    public static bool Flag(this JsonObject json, string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static int Number(this JsonObject json, string name) => json.NumberOrNull(name) ?? 0;

    /// <summary>A timestamp of the JSON protocol: seconds since 1970, with a fraction.</summary>
    public static DateTimeOffset? TimeOrNull(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? DateTimeOffset.UnixEpoch.AddSeconds(value.GetValue<double>())
            : DateTimeOffset.TryParse(json.TextOrNull(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) => (json[name] as JsonArray ?? []).OfType<JsonObject>();

    public static IReadOnlyList<string> Texts(this JsonObject json, string name) =>
        [.. (json[name] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString())];

    public static JsonArray Array(params IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
