using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace DeployCrew.Rehearsal.Api.Models;

/// <summary>
/// The query protocol, so that its services can be written as the JSON ones are: <c>Names.member.1=a</c> becomes <c>{"Names":["a"]}</c> by the
/// input's shape, and an answer becomes XML by the output's. (AWS's query protocol; lists of the services here are never flattened.)
/// </summary>
internal static class QueryCodec
{
    /// <exception cref="AwsFault">MalformedInput: a field is not what its shape wants.</exception>
    public static JsonObject Read(ServiceModel model, string? shape, QueryForm form)
    {
        if (shape is null)
            return [];
        var root = new Field();
        foreach (var (name, value) in form.Fields)
            root.Add(name.Split('.'), value);
        return (JsonObject)Structure(model, model.Shapes[shape], root);
    }

    /// <summary>The members of an answer, in the model's order.</summary>
    public static IEnumerable<XElement> Write(ServiceModel model, string? shape, JsonObject answer) =>
        shape is null ? [] : Members(model, model.Shapes[shape], answer);

    private static JsonNode? Read(ServiceModel model, ShapeModel shape, Field field, string name) => shape.Type switch
    {
        "structure" => Structure(model, shape, field),
        "list" => List(model, shape, field, name),
        "string" or "blob" => field.Text ?? "",
        "boolean" => field.Text switch { "true" => true, "false" => false, _ => throw Malformed(name, field.Text) },
        "integer" or "long" => long.TryParse(field.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed(name, field.Text),
        "double" or "float" => double.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed(name, field.Text),
        _ => throw Malformed(name, field.Text),
    };

    private static JsonNode Structure(ServiceModel model, ShapeModel shape, Field field) => new JsonObject(field.Children
        .Where(child => shape.Members.ContainsKey(child.Key))
        .Select(child => KeyValuePair.Create(child.Key, Read(model, model.Shapes[shape.Members[child.Key]], child.Value, child.Key))));

    // An empty list is written as Names=
    private static JsonArray List(ServiceModel model, ShapeModel shape, Field field, string name)
    {
        if (!field.Children.TryGetValue("member", out var members))
            return [];
        var items = members.Children.Select(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (Index: index, child.Value) : throw Malformed(name, child.Key));
        return new([.. items.OrderBy(item => item.Index).Select(item => Read(model, model.Shapes[shape.Member!], item.Value, name))]);
    }

    private static IEnumerable<XElement> Members(ServiceModel model, ShapeModel shape, JsonObject value) => shape.Members
        .Where(member => value[member.Key] is not null)
        .Select(member => new XElement(XName.Get(member.Key, model.XmlNamespace!), Content(model, model.Shapes[member.Value], value[member.Key]!)));

    private static object Content(ServiceModel model, ShapeModel shape, JsonNode value) => shape.Type switch
    {
        "structure" => Members(model, shape, value.AsObject()),
        "list" => value.AsArray().OfType<JsonNode>().Select(item => new XElement(XName.Get("member", model.XmlNamespace!), Content(model, model.Shapes[shape.Member!], item))),
        "timestamp" => DateTimeOffset.UnixEpoch.AddSeconds(value.GetValue<double>()).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
    };

    private static AwsFault Malformed(string name, string? text) => new("MalformedInput", $"'{text}' is not a value of {name}.");

    /// <summary>A field of a form, with what is written below it: <c>Actions.member.1.Type</c>.</summary>
    private sealed class Field
    {
        public string? Text { get; private set; }

        public Dictionary<string, Field> Children { get; } = new(StringComparer.Ordinal);

        public void Add(ReadOnlySpan<string> path, string value)
        {
            if (path.Length == 0)
            {
                Text = value;
                return;
            }

            if (!Children.TryGetValue(path[0], out var child))
                Children[path[0]] = child = new Field();
            child.Add(path[1..], value);
        }
    }
}
