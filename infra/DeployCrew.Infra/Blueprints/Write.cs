using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Short forms for the values that blueprints are full of.</summary>
internal static class Write
{
    public static ListValue List(params IEnumerable<Value> items) => new([.. items]);

    /// <summary><c>Text($"{prefix}-web")</c>: text with values in it.</summary>
    public static Value Text(TextHandler handler) => handler.ToValue();

    public static JsonDocumentValue Json(Inputs content) => new((MapValue)content);

    public static JsonDocumentValue Json(ListValue content) => new(content);
}
