using System.Text.Encodings.Web;
using System.Text.Json;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Infra.TypeScript;

/// <summary>Values and resources as TypeScript. Property names are the model's own.</summary>
internal static class TypeScriptExpressions
{
    private const int Width = 125;
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Resource(Resource resource, int indent)
    {
        var type = ResourceCatalogue.Aws.Find(resource.Type)
            ?? throw new InvalidOperationException($"{resource.Type} is not in the catalogue.");
        var inputs = Write(new MapValue(resource.Inputs), indent);
        return $"new aws.{type.Module}.{type.Class}({Quote(resource.Name)}, {inputs}{Options(resource.Options)})";
    }

    public static string Write(Value value, int indent) => value switch
    {
        Literal { Content: string text } => Quote(text),
        Literal literal => ExpressionWriter.Literal(literal.Content),
        ConfigurationKey key => $"config.{TypeScriptConfiguration.Name(key.Name)}{(key.Index is { } index ? $"[{index}]" : "")}",
        Reference reference => Reference(reference),
        Interpolation interpolation => Template(interpolation),
        ListValue list => Broken("[", [.. list.Items.Select(item => Write(item, indent + 4))], "]", indent),
        MapValue map => Broken("{ ", [.. map.Entries.Select(entry => $"{Key(entry.Key)}: {Write(entry.Value, indent + 4)}")], " }", indent),
        Concatenation concatenation => Broken("[", [.. concatenation.Lists.Select(list => $"...{Write(list, indent + 4)}")], "]", indent),
        JsonDocumentValue document => $"{(HasReference(document) ? "pulumi.jsonStringify" : "JSON.stringify")}({Write(document.Content, indent)})",
        SecretValue secret => $"pulumi.secret({Write(secret.Content, indent)})",
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is not written as TypeScript."),
    };

    /// <summary>Name of the constant that holds a resource.</summary>
    public static string Variable(string resource) =>
        CSharp.IsIdentifier(Naming.Camel(resource)) ? Naming.Camel(resource) : $"{Naming.Camel(resource)}_";

    private static string Options(ResourceOptions options)
    {
        var entries = new List<string>();
        if (options.DependsOn.Count > 0)
            entries.Add($"dependsOn: [{string.Join(", ", options.DependsOn.Select(Variable))}]");
        if (options.IgnoreChanges.Count > 0)
            entries.Add($"ignoreChanges: [{string.Join(", ", options.IgnoreChanges.Select(Quote))}]");
        if (options.Protect)
            entries.Add("protect: true");
        return entries.Count == 0 ? "" : $", {{ {string.Join(", ", entries)} }}";
    }

    private static string Reference(Reference reference)
    {
        var path = PropertyPath.Parse(reference.Property);
        var output = $"{Variable(reference.Resource)}.{path.Property}";
        return path.Steps.Count == 0 ? output
            : $"{output}.apply(values => values{string.Concat(path.Steps.Select(step => step is int index ? $"[{index}]" : $".{step}!"))})";
    }

    private static string Template(Interpolation interpolation)
    {
        var text = string.Concat(interpolation.Parts.Select(part => part is Literal { Content: string literal }
            ? literal.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)
                .Replace("${", "\\${", StringComparison.Ordinal)
            : $"${{{Write(part, 0)}}}"));
        return HasReference(interpolation) ? $"pulumi.interpolate`{text}`" : $"`{text}`";
    }

    private static bool HasReference(Value value) => Values.SelfAndInner(value).Any(part => part is Reference);

    private static string Key(string name) => CSharp.IsIdentifier(name) ? name : Quote(name);

    private static string Quote(string text) => JsonSerializer.Serialize(text, Quoted);

    private static string Broken(string open, IReadOnlyList<string> items, string close, int indent)
    {
        var line = $"{open}{string.Join(", ", items)}{close}";
        if (items.Count == 0)
            return (open + close).Replace(" ", "", StringComparison.Ordinal);
        if (!line.Contains('\n', StringComparison.Ordinal) && indent + line.Length + 30 <= Width)
            return line;
        var pad = new string(' ', indent);
        return $"{open.Trim()}\n{string.Concat(items.Select(item => $"{pad}    {item},\n"))}{pad}{close.Trim()}";
    }
}
