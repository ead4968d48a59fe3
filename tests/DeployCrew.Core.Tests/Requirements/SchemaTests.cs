using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Tests.Requirements;

/// <summary>The schema and the records say the same.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Schema_EveryRecord_HasTheSamePropertiesBothWays() =>
        EachRecord((type, schema) => Assert.Equal(
            type.GetProperties().Select(JsonName).Order(StringComparer.Ordinal), schema.Properties!.Keys.Order(StringComparer.Ordinal)));

    [Fact]
    public void Schema_EveryRecord_RequiresTheSameProperties() =>
        EachRecord((type, schema) => Assert.Equal(
            type.GetProperties().Where(property =>
                property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null)
                .Select(JsonName).Order(StringComparer.Ordinal),
            schema.Required.Order(StringComparer.Ordinal)));

    [Fact]
    public void Schema_EveryProperty_HasTheRecordsTypeAndDefault() => EachRecord((type, schema) =>
    {
        var standard = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties())
        {
            var name = $"{type.Name}.{JsonName(property)}";
            var given = schema.Properties![JsonName(property)];
            Assert.Equal((name, JsonType(property.PropertyType)), (name, SchemaFile.Resolve(given).Type));
            Assert.Equal((name, DefaultOf(property, standard, schema)),
                (name, given.Default?.GetRawText() is { } text ? Canonical(text) : null));
        }
    });

    [Fact]
    public void Schema_EveryProperty_HasTitleDescriptionAndExamples() => EachRecord((type, schema) =>
    {
        foreach (var (name, property) in schema.Properties!)
        {
            Assert.False(string.IsNullOrWhiteSpace(property.Title), $"{type.Name}.{name}: title");
            Assert.False(string.IsNullOrWhiteSpace(property.Description), $"{type.Name}.{name}: description");
            Assert.True(property.Examples is { ValueKind: JsonValueKind.Array }, $"{type.Name}.{name}: examples");
        }
    });

    [Fact]
    public void Schema_EveryRecord_RefusesUnknownProperties() => EachRecord((_, schema) => Assert.False(schema.AdditionalProperties));

    [Fact]
    public void Schema_EveryNumber_HasBoundsOrChoices() => EachRecord((type, schema) =>
    {
        foreach (var (name, property) in schema.Properties!)
        {
            if (property.Type is "integer" or "number")
                Assert.True(property.Enum is not null || (property.Minimum is not null && property.Maximum is not null),
                    $"{type.Name}.{name}");
        }
    });

    [Fact]
    public async Task Schema_EveryExample_IsValidToNJsonSchema()
    {
        var official = await NJsonSchema.JsonSchema.FromJsonAsync(RequirementsSchema.Text);
        foreach (var (owner, schema) in official.Definitions.Append(KeyValuePair.Create("root", (NJsonSchema.JsonSchema)official)))
        {
            var ours = owner == "root" ? SchemaFile.Root : SchemaFile.Root.Definitions![owner];
            foreach (var (name, property) in ours.Properties!)
            {
                foreach (var example in property.Examples!.Value.EnumerateArray().Where(_ => property.Reference is null))
                    Assert.True(schema.Properties[name].Validate(example.GetRawText()).Count == 0, $"{owner}.{name}: {example}");
            }
        }
    }

    [Fact]
    public async Task Schema_ValidDocument_IsValidToNJsonSchema()
    {
        var official = await NJsonSchema.JsonSchema.FromJsonAsync(RequirementsSchema.Text);
        Assert.Empty(official.Validate(Valid.Everything));
        Assert.Empty(Problems.Of(Valid.Everything));
    }

    private static void EachRecord(Action<Type, SchemaNode> check)
    {
        check(typeof(RequirementsDocument), SchemaFile.Root);
        var visited = new HashSet<Type> { typeof(RequirementsDocument) };
        Visit(typeof(RequirementsDocument), SchemaFile.Root);
        Assert.Equal(SchemaFile.Root.Definitions!.Count, visited.Count - 1);

        void Visit(Type type, SchemaNode schema)
        {
            foreach (var property in type.GetProperties())
            {
                var given = schema.Properties![JsonName(property)];
                var (inner, value) = ValueType(property.PropertyType) is { } mapped
                    ? (mapped, given.PatternProperties!.First().Value)
                    : ItemType(property.PropertyType) is { } item && given.Items is { } items ? (item, items) : (property.PropertyType, given);
                if (inner.Namespace != typeof(RequirementsDocument).Namespace || !visited.Add(inner))
                    continue;
                check(inner, SchemaFile.Resolve(value));
                Visit(inner, SchemaFile.Resolve(value));
            }
        }
    }

    private static Type? ValueType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;

    private static Type? ItemType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static string JsonName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string JsonType(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => "string",
        var whole when whole == typeof(int) => "integer",
        var number when number == typeof(decimal) => "number",
        var flag when flag == typeof(bool) => "boolean",
        var map when ValueType(map) is not null => "object",
        var list when list.IsAssignableTo(typeof(IEnumerable)) => "array",
        _ => "object",
    };

    private static string? DefaultOf(PropertyInfo property, object? record, SchemaNode owner)
    {
        if (owner.Required.Contains(JsonName(property)) || property.GetValue(record) is not { } value)
            return null;
        // A part that is a record stands for itself when it is left out.
        return value is not IEnumerable && value.GetType().Namespace == typeof(RequirementsDocument).Namespace ? "{}"
            : Canonical(JsonSerializer.Serialize(value, JsonFormat.Compact));
    }

    private static string Canonical(string json) => JsonNode.Parse(json)!.ToJsonString(JsonFormat.Compact);
}
