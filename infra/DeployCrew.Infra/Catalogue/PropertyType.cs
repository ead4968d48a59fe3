namespace DeployCrew.Infra.Catalogue;

/// <summary>The ways in which a property can be shaped.</summary>
public enum PropertyShape { Text, Number, Flag, Any, List, Map, Nested }

/// <summary>Type of a property, as the catalogue writes it: <c>string!</c>, <c>[ecs.ServiceLoadBalancer]</c>, <c>{string}</c>,
/// <c>string&lt;A|AAAA&gt;</c>.</summary>
/// <param name="Shape">What it is.</param>
/// <param name="Element">Of what, for lists and maps.</param>
/// <param name="Nested">Name of the nested type, such as <c>ecs.ServiceLoadBalancer</c>.</param>
/// <param name="Values">Values that the provider names for a text; others may be valid too.</param>
/// <param name="Required">Whether an input must be given.</param>
public sealed record PropertyType(PropertyShape Shape, PropertyType? Element, string? Nested, IReadOnlyList<string> Values, bool Required)
{
    /// <summary>Reads the catalogue's text form.</summary>
    public static PropertyType Parse(string text)
    {
        if (text.EndsWith('!'))
            return Parse(text[..^1]) with { Required = true };
        if (text.StartsWith('['))
            return new(PropertyShape.List, Parse(text[1..^1]), null, [], false);
        if (text.StartsWith('{'))
            return new(PropertyShape.Map, Parse(text[1..^1]), null, [], false);
        if (text.StartsWith("string<", StringComparison.Ordinal))
            return new(PropertyShape.Text, null, null, text["string<".Length..^1].Split('|'), false);
        return text switch
        {
            "string" => new(PropertyShape.Text, null, null, [], false),
            "number" => new(PropertyShape.Number, null, null, [], false),
            "boolean" => new(PropertyShape.Flag, null, null, [], false),
            "any" => new(PropertyShape.Any, null, null, [], false),
            _ => new(PropertyShape.Nested, null, text, [], false),
        };
    }
}
