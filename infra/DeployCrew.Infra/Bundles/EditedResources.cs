using DeployCrew.Core.Diffs;

namespace DeployCrew.Infra.Bundles;

/// <summary>Which resources the edited lines of a program belong to.</summary>
internal static class EditedResources
{
    private const int Most = 20;

    /// <summary>Logical names, in the order of the file: of the last resource that begins at or above each line that differs. C# and
    /// TypeScript begin one with <c>new Aws.LB.Listener("https", new()</c>, Terraform with <c>"https": {</c>.</summary>
    /// <param name="generated">Text that the requirements generate.</param>
    /// <param name="actual">Text that is there.</param>
    /// <param name="names">Logical names of the stack's resources.</param>
    public static IReadOnlyList<string> In(string generated, string actual, IReadOnlySet<string> names)
    {
        var found = new List<string>();
        var current = (string?)null;
        foreach (var (kind, line) in LineDiff.Steps(UnifiedDiff.Lines(generated), UnifiedDiff.Lines(actual)))
        {
            current = Begins(line, names) ?? current;
            if (kind != ' ' && current is not null && !found.Contains(current) && found.Count < Most)
                found.Add(current);
        }

        return found;
    }

    private static string? Begins(string line, IReadOnlySet<string> names)
    {
        if (!line.Contains("new ", StringComparison.Ordinal) && !line.TrimEnd().EndsWith('{'))
            return null;
        if (line.Split('"') is not [_, var quoted, ..])
            return null;
        var name = quoted.Replace('_', '-');
        return names.Contains(quoted) ? quoted : names.Contains(name) ? name : null;
    }
}
