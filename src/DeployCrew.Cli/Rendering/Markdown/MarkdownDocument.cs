namespace DeployCrew.Cli.Rendering.Markdown;

/// <summary>Sections in the order in which they are read, cut to the size that a place takes.</summary>
internal static class MarkdownDocument
{
    /// <summary>Bytes of a comment: GitHub takes 65,536 characters, and no character is less than a byte.</summary>
    public const int Comment = 65_000;

    /// <summary>Bytes of a step's summary: GitHub takes 1 MiB.</summary>
    public const int Summary = 1_000_000;

    private const int Remark = 1_000;

    /// <summary>The text. What does not fit loses lines, then goes as a whole, the least important first; the end says what is not there.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="limit">Bytes in UTF-8.</param>
    public static string Write(IEnumerable<MarkdownSection> sections, int limit)
    {
        var all = sections.ToList();
        var room = limit - Remark - all.Sum(section => section.Bytes);
        var left = new List<string>();
        foreach (var section in all.OrderBy(section => section.Importance).ToList())
        {
            if (room >= 0)
                break;
            var index = all.IndexOf(section);
            room += section.Bytes;
            if (section.Lines.Count > 0 && section.Within(room) is { } cut)
            {
                all[index] = cut;
                room -= cut.Bytes;
            }
            else
            {
                all.RemoveAt(index);
            }

            left.Add(section.Name);
        }

        var text = string.Concat(all);
        return left.Count == 0 ? text : $"{text}Not all of it fits here: {Names(left)}. The bundle among the job's artifacts has everything.\n";
    }

    private static string Names(List<string> left) => string.Join(", ", left.Take(8)) + (left.Count > 8 ? " …" : "");
}
