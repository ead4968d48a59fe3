namespace DeployCrew.Images.Linting;

/// <summary>The <c>ignored</c> list of a .hadolint.yaml; nothing else of it is read.</summary>
internal static class HadolintFile
{
    private static readonly string[] Names = [".hadolint.yaml", ".hadolint.yml"];

    public static IReadOnlyList<string> Ignored(string folder)
    {
        var file = Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return file is null ? [] : Read(File.ReadAllText(file));
    }

    // ignored:            ignored: [DL3008, DL3018]
    //   - DL3008
    public static IReadOnlyList<string> Read(string text)
    {
        var ids = new List<string>();
        var inList = false;
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Split('#')[0].TrimEnd();
            if (line.StartsWith("ignored:", StringComparison.Ordinal))
            {
                inList = true;
                Add(ids, line["ignored:".Length..].Trim(' ', '[', ']'));
            }
            else if (inList && line.TrimStart().StartsWith('-'))
            {
                Add(ids, line.TrimStart()[1..]);
            }
            else if (line.Length > 0)
            {
                inList = false;
            }
        }

        return ids;
    }

    private static void Add(List<string> ids, string text) =>
        ids.AddRange(text.Split(',').Select(id => id.Trim(' ', '"', '\'')).Where(id => id.Length > 0));
}
