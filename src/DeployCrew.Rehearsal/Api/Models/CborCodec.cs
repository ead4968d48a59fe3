using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.Api.Models;

/// <summary>Smithy's RPC v2 CBOR, so that its services can be written as the JSON ones are: times are tag 1, blobs are bytes, the rest is as in JSON.</summary>
internal static class CborCodec
{
    private const int Deepest = 32;

    /// <exception cref="AwsFault">SerializationException: it is not an object in CBOR.</exception>
    public static JsonObject Read(byte[] body)
    {
        try
        {
            var reader = new CborReader(body, CborConformanceMode.Lax);
            return body.Length == 0 ? [] : Value(reader, 0) as JsonObject ?? throw new AwsFault("SerializationException", "The body is not an object.");
        }
        catch (Exception error) when (error is CborContentException or InvalidOperationException or OverflowException)
        {
            throw new AwsFault("SerializationException", error.Message);
        }
    }

    /// <summary>An answer; what is null is left out.</summary>
    public static byte[] Write(ServiceModel model, string? shape, JsonObject answer)
    {
        var writer = new CborWriter();
        if (shape is null)
        {
            writer.WriteStartMap(0);
            writer.WriteEndMap();
        }
        else
        {
            Put(writer, model, model.Shapes[shape], answer);
        }

        return writer.Encode();
    }

    private static JsonNode? Value(CborReader reader, int depth)
    {
        if (depth > Deepest)
            throw new CborContentException("It is nested too deep.");
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                return Map(reader, depth);
            case CborReaderState.StartArray:
                return List(reader, depth);
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                return reader.ReadTextString();
            case CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString:
                return Convert.ToBase64String(reader.ReadByteString());
            case CborReaderState.Boolean:
                return reader.ReadBoolean();
            case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger:
                return Number(reader.ReadInt64().ToString(CultureInfo.InvariantCulture));
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                var number = reader.ReadDouble();
                return double.IsFinite(number) ? Number(number.ToString("R", CultureInfo.InvariantCulture)) : throw new CborContentException("A number is not finite.");
            case CborReaderState.Tag:
                reader.ReadTag(); // a time: the seconds are behind it
                return Value(reader, depth + 1);
            default:
                reader.SkipValue();
                return null;
        }
    }

    private static JsonObject Map(CborReader reader, int depth)
    {
        var map = new JsonObject();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var name = reader.ReadTextString();
            map[name] = Value(reader, depth + 1);
        }

        reader.ReadEndMap();
        return map;
    }

    private static JsonArray List(CborReader reader, int depth)
    {
        var list = new JsonArray();
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
            list.Add(Value(reader, depth + 1));
        reader.ReadEndArray();
        return list;
    }

    // As if it had been read out of JSON, so that it can be taken for an integer and for a double.
    private static JsonNode? Number(string text) => JsonNode.Parse(text);

    private static void Put(CborWriter writer, ServiceModel model, ShapeModel shape, JsonNode value)
    {
        switch (shape.Type)
        {
            case "structure":
                var members = shape.Members.Where(member => value[member.Key] is not null).ToArray();
                writer.WriteStartMap(members.Length);
                foreach (var (name, member) in members)
                {
                    writer.WriteTextString(name);
                    Put(writer, model, model.Shapes[member], value[name]!);
                }

                writer.WriteEndMap();
                break;
            case "map":
                writer.WriteStartMap(value.AsObject().Count);
                foreach (var (name, item) in value.AsObject())
                {
                    writer.WriteTextString(name);
                    Put(writer, model, model.Shapes[shape.Value!], item!);
                }

                writer.WriteEndMap();
                break;
            case "list":
                writer.WriteStartArray(value.AsArray().Count);
                foreach (var item in value.AsArray())
                    Put(writer, model, model.Shapes[shape.Member!], item!);
                writer.WriteEndArray();
                break;
            default:
                PutScalar(writer, shape, value);
                break;
        }
    }

    private static void PutScalar(CborWriter writer, ShapeModel shape, JsonNode value)
    {
        switch (shape.Type)
        {
            case "timestamp":
                writer.WriteTag(CborTag.UnixTimeSeconds);
                writer.WriteDouble(Double(value));
                break;
            case "double" or "float":
                writer.WriteDouble(Double(value));
                break;
            case "integer" or "long":
                writer.WriteInt64((long)Double(value));
                break;
            case "boolean":
                writer.WriteBoolean(value.GetValueKind() == JsonValueKind.True);
                break;
            case "blob":
                writer.WriteByteString(Convert.FromBase64String(value.GetValue<string>()));
                break;
            default:
                writer.WriteTextString(value.GetValue<string>());
                break;
        }
    }

    private static double Double(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
