using System.Globalization;
using System.Text.Json.Nodes;

namespace DeployCrew.Infra.Model;

/// <summary>What a model comes to in one environment: for engines, previews and reviews.</summary>
public static class StackResolution
{
    /// <summary>The resources that exist in this environment: those without a condition, and those whose condition is true.</summary>
    public static IEnumerable<Resource> Active(StackModel model, StackConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.Where(resource => resource.Options.When is not { } condition || configuration.Values[condition] is true);
    }

    /// <summary>A value as JSON. Documents come out as JSON text, secrets as their content.</summary>
    /// <param name="value">The value.</param>
    /// <param name="configuration">Where configuration keys are looked up.</param>
    /// <param name="output">Output property of a resource (without a path into it), by the resource's name; null when it is not known.
    /// Text in the place of a list or object stands for whatever is inside it, so that a preview can put
    /// <c>&lt;db.masterUserSecrets&gt;</c> there.</param>
    /// <exception cref="KeyNotFoundException">A configuration key has no value.</exception>
    public static JsonNode? Evaluate(Value value, StackConfiguration configuration, Func<string, string, JsonNode?> output) => value switch
    {
        Literal literal => Plain(literal.Content),
        ListValue list => EvaluateList(list, configuration, output),
        MapValue map => EvaluateMap(map.Entries, configuration, output),
        Reference reference => Follow(reference, output),
        ConfigurationKey key => Configured(key, configuration),
        Interpolation interpolation => string.Concat(interpolation.Parts.Select(part => Text(Evaluate(part, configuration, output)))),
        Concatenation concatenation => new JsonArray([.. concatenation.Lists
            .SelectMany(list => Evaluate(list, configuration, output)!.AsArray()).Select(item => item?.DeepClone())]),
        JsonDocumentValue document => Evaluate(document.Content, configuration, output)?.ToJsonString() ?? "null",
        SecretValue secret => Evaluate(secret.Content, configuration, output),
        Choice choice => Evaluate(configuration.Values[choice.Flag] is true ? choice.Then : choice.Else, configuration, output),
        _ => throw new InvalidOperationException($"Value {value.GetType().Name} has no meaning here."),
    };

    /// <summary>All inputs of a resource as one JSON object.</summary>
    public static JsonObject Inputs(Resource resource, StackConfiguration configuration, Func<string, string, JsonNode?> output)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return EvaluateMap(resource.Inputs, configuration, output);
    }

    // Large stacks have a hundred thousand values: no iterator per object.
    private static JsonObject EvaluateMap(
        IReadOnlyList<KeyValuePair<string, Value>> entries, StackConfiguration configuration, Func<string, string, JsonNode?> output)
    {
        var map = new JsonObject();
        foreach (var (name, value) in entries)
            map.Add(name, Evaluate(value, configuration, output));
        return map;
    }

    private static JsonArray EvaluateList(ListValue list, StackConfiguration configuration, Func<string, string, JsonNode?> output)
    {
        var array = new JsonArray();
        foreach (var item in list.Items)
            array.Add(Evaluate(item, configuration, output));
        return array;
    }

    /// <summary>All inputs of a resource as far as they are known before anything is applied: what only another resource's output will tell
    /// reads <c>&lt;name.property&gt;</c>.</summary>
    public static JsonObject Inputs(Resource resource, StackConfiguration configuration) =>
        Inputs(resource, configuration, (name, property) => $"<{name}.{property}>");

    private static JsonNode? Follow(Reference reference, Func<string, string, JsonNode?> output)
    {
        var path = PropertyPath.Parse(reference.Property);
        var node = output(reference.Resource, path.Property);
        foreach (var step in path.Steps.TakeWhile(_ => node is not JsonValue))
            node = step is int index ? node?.AsArray().ElementAtOrDefault(index) : node?[(string)step];
        return node?.DeepClone();
    }

    private static JsonNode? Configured(ConfigurationKey key, StackConfiguration configuration)
    {
        if (!configuration.Values.TryGetValue(key.Name, out var value))
            throw new KeyNotFoundException($"Configuration '{key.Name}' has no value in '{configuration.Environment}'.");
        return key.Index is { } index ? ((IReadOnlyList<string>)value)[index] : Plain(value);
    }

    private static JsonNode? Plain(object content) => content switch
    {
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        IEnumerable<string> texts => new JsonArray([.. texts.Select(text => (JsonNode?)text)]),
        IEnumerable<IReadOnlyDictionary<string, string>> maps => new JsonArray([.. maps.Select(map =>
            new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))))]),
        _ => throw new InvalidOperationException($"A {content.GetType().Name} is not a value of a stack."),
    };

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "true" : "false",
        JsonValue value when value.TryGetValue<decimal>(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => node.ToJsonString(),
    };
}
