using System.Globalization;
using System.Net;
using System.Text;
using DeployCrew.Infra.Bundles;

namespace DeployCrew.Cli.Rendering.Html;

/// <summary>HTML in which no text can be anything but text.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder text = new();

    /// <summary>Text as an element's content or an attribute's value: nothing in it is markup, and nothing in it is hidden.</summary>
    public static string Escape(string content) => WebUtility.HtmlEncode(VisibleText.Of(content, lines: true));

    /// <summary>Markup with escaped holes.</summary>
    public HtmlText Add(FormattableString markup)
    {
        text.AppendFormat(CultureInfo.InvariantCulture, markup.Format, [.. markup.GetArguments().Select(hole => (object)(hole is HtmlText inner
            ? inner.ToString() : Escape(Convert.ToString(hole, CultureInfo.InvariantCulture) ?? "")))]);
        return this;
    }

    /// <summary>Markup of our own.</summary>
    public HtmlText Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    public override string ToString() => text.ToString();
}
