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

    /// <summary><c>new aws.ec2.Vpc("vpc", { … })</c>.</summary>
    public static string Resource(Resource resource, int indent, IReadOnlySet<string> shared)
    {
        var type = ResourceCatalogue.Aws.Find(resource.Type)
            ?? throw new InvalidOperationException($"{resource.Type} is not in the catalogue.");
        var inputs = Write(new MapValue(resource.Inputs), indent, shared);
        return $"new aws.{type.Module}.{type.Class}({Quote(resource.Name)}, {inputs}{Options(resource.Options, shared)})";
    }

    /// <param name="value">The value.</param>
    /// <param name="indent">Spaces that its line is indented by.</param>
    /// <param name="shared">Resources that are undefined where their condition does not hold.</param>
    public static string Write(Value value, int indent, IReadOnlySet<string> shared) => value switch
    {
        Literal { Content: string text } => Quote(text),
        Literal literal => ExpressionWriter.Literal(literal.Content),
        ConfigurationKey key => $"config.{TypeScriptConfiguration.Name(key.Name)}{(key.Index is { } index ? $"[{index}]" : "")}",
        Reference reference => Reference(reference, shared),
        Interpolation interpolation => Template(interpolation, shared),
        ListValue list => Broken("[", [.. list.Items.Select(item => Write(item, indent + 4, shared))], "]", indent),
        MapValue map => Broken("{ ", [.. map.Entries.Select(entry => $"{Key(entry.Key)}: {Write(entry.Value, indent + 4, shared)}")], " }", indent),
        Concatenation concatenation => Broken("[", [.. concatenation.Lists.Select(list => $"...{Write(list, indent + 4, shared)}")], "]", indent),
        JsonDocumentValue document => $"{(HasReference(document) ? "pulumi.jsonStringify" : "JSON.stringify")}({Write(document.Content, indent, shared)})",
        Choice choice =>
            $"(config.{TypeScriptConfiguration.Name(choice.Flag)} ? {Write(choice.Then, indent, shared)} : {Write(choice.Else, indent, shared)})",
        SecretValue secret => $"pulumi.secret({Write(secret.Content, indent, shared)})",
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is not written as TypeScript."),
    };

    /// <summary>Name of the constant that holds a resource.</summary>
    public static string Variable(string resource) =>
        CSharp.IsIdentifier(Naming.Camel(resource)) ? Naming.Camel(resource) : $"{Naming.Camel(resource)}_";

    private static string Held(string resource, IReadOnlySet<string> shared) => shared.Contains(resource) ? $"{Variable(resource)}!" : Variable(resource);

    private static string Options(ResourceOptions options, IReadOnlySet<string> shared)
    {
        var entries = new List<string>();
        if (options.DependsOn.Count > 0)
            entries.Add($"dependsOn: [{string.Join(", ", options.DependsOn.Select(name => Held(name, shared)))}]");
        if (options.IgnoreChanges.Count > 0)
            entries.Add($"ignoreChanges: [{string.Join(", ", options.IgnoreChanges.Select(Quote))}]");
        if (options.Protect)
            entries.Add("protect: true");
        return entries.Count == 0 ? "" : $", {{ {string.Join(", ", entries)} }}";
    }

    private static string Reference(Reference reference, IReadOnlySet<string> shared)
    {
        var path = PropertyPath.Parse(reference.Property);
        var output = $"{Held(reference.Resource, shared)}.{path.Property}";
        return path.Steps.Count == 0 ? output
            : $"{output}.apply(values => values{string.Concat(path.Steps.Select(step => step is int index ? $"[{index}]" : $".{step}!"))})";
    }

    private static string Template(Interpolation interpolation, IReadOnlySet<string> shared)
    {
        var text = string.Concat(interpolation.Parts.Select(part => part is Literal { Content: string literal }
            ? literal.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)
                .Replace("${", "\\${", StringComparison.Ordinal)
            : $"${{{Write(part, 0, shared)}}}"));
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
