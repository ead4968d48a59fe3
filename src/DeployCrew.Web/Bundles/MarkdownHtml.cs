using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DeployCrew.Web.Bundles;

/// <summary>Markdown of a bundle as HTML. It may come from a stranger: markup in it stays text, links lead to the bundle or to the web, and nothing is styled
/// in place.</summary>
internal static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>Renders a text.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="link">Where a link to a file of the bundle leads; null when there is no such file.</param>
    /// <param name="image">Where a picture of the bundle is; null when there is none.</param>
    public static string Of(string text, Func<string, string?> link, Func<string, string?> image)
    {
        var document = Markdown.Parse(text, Pipeline);
        foreach (var one in document.Descendants<LinkInline>())
            one.Url = one.IsImage ? image(one.Url ?? "") ?? "" : IsOfTheWeb(one.Url) ? one.Url : link(one.Url ?? "") ?? "#";
        foreach (var one in document.Descendants<AutolinkInline>().Where(one => !one.IsEmail && !IsOfTheWeb(one.Url)))
            one.Url = "#";
        // Alignment would be a style in place, which the page's policy forbids.
        foreach (var column in document.Descendants<Table>().SelectMany(table => table.ColumnDefinitions))
            column.Alignment = null;
        return document.ToHtml(Pipeline);
    }

    private static bool IsOfTheWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https");
}
