using System.ComponentModel;
using DeployCrew.Infra.Engines;

namespace DeployCrew.Mcp.Answers;

/// <summary>What would happen to a resource.</summary>
internal sealed record ChangeView(
    ChangeKind Kind,
    [property: Description("Type token, such as aws:ecs/service:Service.")] string Type,
    [property: Description("Logical name.")] string Name,
    [property: Description("Of an update or a replacement: the inputs that cause it.")] IReadOnlyList<PropertyView> Properties)
{
    public static ChangeView Of(ResourceChange change) => new(change.Kind, change.Type, change.Name, [.. change.Properties.Select(PropertyView.Of)]);
}

/// <summary>An input that differs. Secrets are <c>***</c>.</summary>
internal sealed record PropertyView(
    string Path,
    [property: Description("JSON of the value before; left out where there was none.")] string? Before,
    [property: Description("JSON of the value after; left out where there is none.")] string? After,
    [property: Description("Whether the resource is replaced because of it.")] bool ForcesReplacement)
{
    private const int Longest = 300;

    public static PropertyView Of(PropertyChange change) => new(change.Path, Cut(change.Before), Cut(change.After), change.ForcesReplacement);

    private static string? Cut(string? value) => value is { Length: > Longest } ? value[..Longest] + "…" : value;
}
