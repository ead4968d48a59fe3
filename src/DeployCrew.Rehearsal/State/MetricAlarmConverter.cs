using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DeployCrew.Rehearsal.State;

/// <summary>Writes alarms as objects; older states have only their state, as a text.</summary>
internal sealed class MetricAlarmConverter : JsonConverter<MetricAlarmState>
{
    public override MetricAlarmState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var node = JsonNode.Parse(ref reader);
        if (node is JsonValue text)
            return text.GetValue<string>();
        var json = node as JsonObject ?? throw new JsonException("an alarm is an object");
        return new MetricAlarmState
        {
            Value = json["value"]!.GetValue<string>(),
            Reason = json["reason"]?.GetValue<string>() ?? "",
            Since = At(json["since"]),
            Definition = json["definition"]?.DeepClone() as JsonObject,
            DefinedAt = At(json["definedAt"]),
            Region = json["region"]?.GetValue<string>(),
        };
    }

    public override void Write(Utf8JsonWriter writer, MetricAlarmState value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("value", value.Value);
        writer.WriteString("reason", value.Reason);
        writer.WriteString("since", value.Since);
        if (value.Definition is { } definition)
        {
            writer.WritePropertyName("definition");
            definition.WriteTo(writer, options);
            writer.WriteString("definedAt", value.DefinedAt);
            writer.WriteString("region", value.Region);
        }

        writer.WriteEndObject();
    }

    private static DateTimeOffset At(JsonNode? node) => node?.GetValue<DateTimeOffset>() ?? default;
}
