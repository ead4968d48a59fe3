namespace DeployCrew.Cli.Rendering.Html;

/// <summary>A unified diff with its lines coloured; signs say it too.</summary>
internal static class DiffHtml
{
    public static void Write(HtmlText html, string name, string diff)
    {
        html.Add($"<pre tabindex=\"0\" role=\"region\" aria-label=\"What differs in {name}\"><code>");
        foreach (var line in diff.TrimEnd('\n').Split('\n'))
            html.Raw($"<span{Style(line)}>").Add($"{(line.Length == 0 ? " " : line)}").Raw("</span>");
        html.Raw("</code></pre>\n");
    }

    private static string Style(string line) => line switch
    {
        ['+', '+', '+', ' ', ..] or ['-', '-', '-', ' ', ..] or ['@', ..] => " class=\"r-hunk\"",
        ['+', ..] => " class=\"r-add\"",
        ['-', ..] => " class=\"r-take\"",
        _ => "",
    };
}
