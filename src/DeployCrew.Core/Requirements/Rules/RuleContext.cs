using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Parsing;
using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>What rules see: the document, as far as it could be read, and where everything stands.</summary>
internal sealed class RuleContext(RequirementsDocument document, SourceNode root, SchemaCheck check, List<Diagnostic> problems)
{
    public RequirementsDocument Document => document;

    public void Add(Diagnostic problem) => problems.Add(problem);

    /// <summary>Whether a value, given or by default, is what the user meant: neither it nor what holds it breaks the schema.</summary>
    public bool Readable(params ReadOnlySpan<string> path)
    {
        var node = root;
        foreach (var name in path)
        {
            if (check.IsUnreadable(node) || check.IsMissing(node, name))
                return false;
            if (Child(node, name) is not { } child)
                return true;
            node = child;
        }

        return !check.IsUnreadable(node);
    }

    /// <summary>Whether the file itself says something about it.</summary>
    public bool Given(params ReadOnlySpan<string> path)
    {
        var node = root;
        foreach (var name in path)
        {
            if (Child(node, name) is not { } child)
                return false;
            node = child;
        }

        return true;
    }

    public Place At(params ReadOnlySpan<string> path)
    {
        var node = root;
        for (var index = 0; index < path.Length; index++)
        {
            if (Child(node, path[index]) is not { } child)
                return new(NotGiven(node, path[index..]), node.KeyPosition, node.KeyPosition);
            node = child;
        }

        return new(node.Path, node.Position, node.KeyPosition);
    }

    private static string NotGiven(SourceNode node, ReadOnlySpan<string> rest)
    {
        var path = node.PathOf(rest[0]);
        foreach (var name in rest[1..])
            path = SourcePath.Join(path, name);
        return path;
    }

    private static SourceNode? Child(SourceNode node, string name) =>
        node.Items.Count > 0 && int.TryParse(name, out var index)
            ? (uint)index < (uint)node.Items.Count ? node.Items[index] : null
            : node.Members.GetValueOrDefault(name);
}
