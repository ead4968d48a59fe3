using System.Globalization;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary>Values as C# expressions, seen from one concept. Objects and lists break over lines where they do not fit on one.</summary>
internal sealed class ExpressionWriter(ProjectNames names, string concept)
{
    private const int Width = 125;
    private readonly JsonExpressionWriter json = new(names, concept);

    /// <summary>The right side of <c>Property = …</c> in an object initializer that is indented by so many spaces.</summary>
    public string Initializer(Value value, PropertyType type, int indent) => value switch
    {
        ListValue list => Braces([.. list.Items.Select(item => Element(item, type.Element!, indent + 4))], indent),
        MapValue map when type.Shape == PropertyShape.Map => Braces(
            [.. map.Entries.Select(entry => $"{{ {CSharp.Quote(entry.Key)}, {Element(entry.Value, type.Element!, indent + 4)} }}")],
                indent),
        _ => Element(value, type, indent),
    };

    /// <summary>A value that is text, a number, a flag or a reference to one.</summary>
    public string Scalar(Value value) => value switch
    {
        Literal literal => Literal(literal.Content),
        ConfigurationKey key => $"config.{ProjectNames.Configured(key.Name)}{(key.Index is { } index ? $"[{index}]" : "")}",
        Reference reference => Reference(reference),
        Interpolation interpolation => Interpolated(interpolation),
        SecretValue secret => $"Output.CreateSecret({Scalar(secret.Content)})",
        Choice choice => $"(config.{ProjectNames.Configured(choice.Flag)} ? {Side(choice.Then, choice)} : {Side(choice.Else, choice)})",
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is not written as C# here."),
    };

    /// <summary><c>{ a, b }</c>, over several lines if it has to be.</summary>
    public static string Braces(IReadOnlyList<string> items, int indent, int used = 20)
    {
        if (items.Count == 0)
            return "{ }";
        // "{ ", " }" and ", " between items. What does not fit is not put together first: documents are nested ten deep.
        var width = 4 + items.Sum(item => item.Length) + 2 * (items.Count - 1);
        if (indent + used + width <= Width && !items.Any(item => item.Contains('\n', StringComparison.Ordinal)))
            return $"{{ {string.Join(", ", items)} }}";
        var pad = new string(' ', indent);
        var lines = items.ToArray();
        lines[0] = $"\n{pad}{{\n{pad}    {lines[0]}";
        lines[^1] = $"{lines[^1]},\n{pad}}}";
        return string.Join($",\n{pad}    ", lines);
    }

    public static string Literal(object content) => content switch
    {
        string text => CSharp.Quote(text),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A {content.GetType().Name} is not a literal."),
    };

    private string Element(Value value, PropertyType type, int indent) => value switch
    {
        MapValue map when type.Shape == PropertyShape.Nested => Nested(map, type.Nested!, indent),
        JsonDocumentValue document => json.Document(document, indent),
        _ => Scalar(value),
    };

    private string Nested(MapValue map, string type, int indent)
    {
        var properties = ResourceCatalogue.Aws.InputTypes[type];
        var items = map.Entries.Select(entry =>
            Property(Naming.Pascal(entry.Key), Initializer(entry.Value, properties[entry.Key], indent + 4))).ToList();
        var head = $"new Aws.{ResourceCatalogue.Aws.CSharpInput(type)}";
        var braces = Braces(items, indent, used: head.Length);
        return braces.StartsWith('\n') ? head + braces : $"{head} {braces}";
    }

    /// <summary><c>Name = value</c>, with a value that begins on a line of its own set right behind the sign.</summary>
    public static string Property(string name, string value) => value.StartsWith('\n') ? $"{name} ={value}" : $"{name} = {value}";

    /// <summary>Both sides have one type: an output where either is one.</summary>
    private string Side(Value side, Choice choice) =>
        HasReference(choice) && !HasReference(side) ? $"Output.Create({Scalar(side)})" : Scalar(side);

    private static bool HasReference(Value value) => Values.SelfAndInner(value).Any(inner => inner is Reference);

    private string Reference(Reference reference)
    {
        var resource = names.Find(reference.Resource);
        var path = PropertyPath.Parse(reference.Property);
        var type = ProjectNames.Catalogued(resource);
        var output = $"{names.Expression(reference.Resource, concept)}.{(path.Property == "id" ? "Id" : type.CSharpName(path.Property))}";
        if (path.Steps.Count == 0)
            return output;
        var inner = string.Concat(path.Steps.Select(step => step is int index ? $"[{index}]" : $".{Naming.Pascal((string)step)}!"));
        return $"{output}.Apply(values => values{inner})";
    }

    private string Interpolated(Interpolation interpolation)
    {
        var text = string.Concat(interpolation.Parts.Select(part => part is Literal { Content: string literal }
            ? CSharp.Escape(literal, interpolated: true)
            : part is Literal other ? Literal(other.Content) : $"{{{Scalar(part)}}}"));
        return HasReference(interpolation) ? $"Output.Format($\"{text}\")" : $"$\"{text}\"";
    }
}
