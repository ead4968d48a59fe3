using System.Text.Json;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Parsing;

/// <summary>One value of a JSON text with its place in it.</summary>
/// <param name="path">Slash-separated path, as messages show it.</param>
/// <param name="kind">Kind of the value.</param>
/// <param name="position">Where the value begins.</param>
/// <param name="keyPosition">Where its property name begins; the value's own place for list items and the root.</param>
internal sealed class SourceNode(string path, JsonValueKind kind, SourcePosition position, SourcePosition? keyPosition = null)
{
    public string Path { get; } = path;

    public JsonValueKind Kind { get; } = kind;

    public SourcePosition Position { get; } = position;

    public SourcePosition KeyPosition { get; } = keyPosition ?? position;

    /// <summary>A string's value, or a number as it is written.</summary>
    public string Text { get; init; } = "";

    /// <summary>Members in the order of the text; of duplicates the first.</summary>
    public OrderedDictionary<string, SourceNode> Members { get; } = new(StringComparer.Ordinal);

    public List<SourceNode> Items { get; } = [];

    /// <summary>What a member is called in the file, where the file is of another shape than the requirements.</summary>
    public IReadOnlyDictionary<string, string> Renamed { get; init; } = new Dictionary<string, string>();

    /// <summary>Path that a member has or would have.</summary>
    public string PathOf(string member) => SourcePath.Join(Path, Renamed.GetValueOrDefault(member, member));
}
