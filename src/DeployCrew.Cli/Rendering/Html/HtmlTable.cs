namespace DeployCrew.Cli.Rendering.Html;

/// <summary>A table with caption and column heads, in a box that scrolls by itself where the screen is narrow.</summary>
internal static class HtmlTable
{
    /// <param name="html">Where it is written.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">Heads; one that ends in <c>#</c> is of numbers.</param>
    /// <param name="rows">Cells; the first names the row.</param>
    public static void Write(HtmlText html, string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        html.Add($"<div class=\"r-scroll{(columns.Count > 3 ? " r-wide" : "")}\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>");
        foreach (var column in columns)
            html.Add($"<th scope=\"col\"{Number(column)}>{column.TrimEnd('#')}</th>");
        html.Raw("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            html.Add($"<tr><th scope=\"row\">{row[0]}</th>");
            foreach (var (cell, column) in row.Zip(columns).Skip(1))
                html.Add($"<td{Number(column)}>{cell}</td>");
            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    private static HtmlText Number(string column) => new HtmlText().Raw(column.EndsWith('#') ? " class=\"r-number\"" : "");
}
