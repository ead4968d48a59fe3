using System.Net;
using DeployCrew.Infra.Bundles;

namespace DeployCrew.Cli.Rendering.Markdown;

/// <summary>Strangers' text in Markdown: nothing of it is markup, a link or a mention.</summary>
internal static class MarkdownText
{
    /// <summary>A span of code, fit for a table's cell.</summary>
    public static string Code(string content)
    {
        var shown = VisibleText.Of(content.ReplaceLineEndings(" "));
        var fence = new string('`', LongestRun(shown) + 1);
        return $"{fence} {shown.Replace("|", "\\|", StringComparison.Ordinal)} {fence}";
    }

    /// <summary>Text of a tag, as in a fold's summary.</summary>
    public static string Html(string content) => WebUtility.HtmlEncode(VisibleText.Of(content));

    /// <summary>A fence that none of the lines can close.</summary>
    public static string Fence(IEnumerable<string> lines) => new('`', Math.Max(3, lines.Select(LongestRun).DefaultIfEmpty().Max() + 1));

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
            longest = Math.Max(longest, run = letter == '`' ? run + 1 : 0);
        return longest;
    }
}
