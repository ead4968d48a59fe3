using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Terraform;

/// <summary>Values as Terraform's JSON syntax has them: structure as JSON, everything else as templates in strings.</summary>
internal sealed class JsonExpressions(HclExpressions expressions, string resource, JsonObject locals)
{
    /// <summary>The arguments and blocks of a resource or of a block in it.</summary>
    /// <param name="owner">Type token or nested type, for messages.</param>
    /// <param name="entries">What the model gives.</param>
    /// <param name="known">Terraform's names.</param>
    /// <param name="types">The model's types of the same.</param>
    /// <param name="path">Path to here, with a trailing separator.</param>
    public JsonObject Body(
        string owner, IEnumerable<KeyValuePair<string, Value>> entries, IReadOnlyDictionary<string, TerraformProperty> known,
        IReadOnlyDictionary<string, PropertyType> types, string path)
    {
        var body = new JsonObject();
        foreach (var (name, value) in entries)
        {
            var property = known.GetValueOrDefault(name) ?? throw TerraformErrors.NotInProvider(owner, name);
            var content = Property(property, types[name], value, $"{path}{name}");
            // Terraform has no empty blocks in this syntax other than by leaving them out.
            if (content is not JsonArray { Count: 0 } || !property.IsBlock)
                body.Add(property.Name, content);
        }
        return body;
    }

    private JsonNode? Property(TerraformProperty property, PropertyType type, Value value, string path) => (type.Shape, value) switch
    {
        (PropertyShape.Nested, MapValue map) => Collected(property, Nested(type.Nested!, map, path)),
        (PropertyShape.List, ListValue list) when type.Element!.Shape == PropertyShape.Nested =>
            new JsonArray([.. list.Items.Select((item, index) => Item(type.Element.Nested!, item, $"{path}[{index}]"))]),
        _ when property.IsBlock => throw TerraformErrors.NotRenderable($"{resource}/{path}", value.GetType().Name),
        _ => Collected(property, Write(value, path)),
    };

    private JsonNode Item(string nested, Value item, string path) => item is MapValue map
        ? Nested(nested, map, path)
        : throw TerraformErrors.NotRenderable($"{resource}/{path}", item.GetType().Name);

    private JsonObject Nested(string nested, MapValue map, string path) =>
        Body(nested, map.Entries, TerraformCatalogue.Aws.InputTypes[nested], ResourceCatalogue.Aws.InputTypes[nested], $"{path}.");

    /// <summary>What is one value in the model is a collection of one here.</summary>
    private static JsonNode? Collected(TerraformProperty property, JsonNode? content) =>
        property.IsOne && content is not JsonArray ? new JsonArray(content) : content;

    private JsonNode? Write(Value value, string path) => value switch
    {
        Literal { Content: not string } literal => Number(literal.Content),
        ListValue list => new JsonArray([.. list.Items.Select((item, index) => Write(item, $"{path}[{index}]"))]),
        MapValue map => new JsonObject(map.Entries.Select(entry =>
            KeyValuePair.Create(Hcl.Template(entry.Key), Write(entry.Value, $"{path}.{entry.Key}")))),
        JsonDocumentValue document => Document(document, path),
        _ => expressions.Template(value),
    };

    /// <summary>A document stands among the locals: there it can be read, and a difference shows its line.</summary>
    private JsonNode Document(JsonDocumentValue document, string path)
    {
        var name = $"{TerraformNames.Local(resource)}__{string.Concat(path.Select(Plain))}";
        locals.Add(name, Write(document.Content, path));
        return $"${{jsonencode(local.{name})}}";
    }

    private static string Plain(char character) =>
        char.IsAsciiLetterUpper(character) ? $"_{char.ToLowerInvariant(character)}" : char.IsAsciiLetterOrDigit(character) ? $"{character}" : "_";

    private static JsonNode Number(object content) => content switch
    {
        bool flag => flag,
        int number => number,
        decimal number => number,
        double number => number,
        _ => throw new InvalidOperationException($"A {content.GetType().Name} is not a literal."),
    };
}
