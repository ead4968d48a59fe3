namespace DeployCrew.Web.Bundles;

/// <summary>A file of a bundle, to be shown.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Html">Its Markdown as HTML; null when it is shown as text.</param>
/// <param name="Lines">Its lines; null when it is no text, or too long.</param>
public sealed record BundleFileView(string Path, long Bytes, string? Html, IReadOnlyList<string>? Lines)
{
    internal static BundleFileView Of(StoredBundle bundle, string run, string path, bool source)
    {
        var text = bundle.Text(path);
        var folder = path[..(path.LastIndexOf('/') + 1)];
        string? Existing(string url) => bundle.Has(folder + url) ? folder + url : null;
        var html = text is null || source || !path.EndsWith(".md", StringComparison.Ordinal) ? null : MarkdownHtml.Of(
            text,
            url => Existing(url) is { } file ? $"/runs/{run}/bundle?file={Uri.EscapeDataString(file)}" : null,
            url => Existing(url) is { } file && file.EndsWith(".svg", StringComparison.Ordinal) ? $"/api/v1/runs/{run}/bundle/files/{Escape(file)}" : null);
        return new(path, bundle.Bytes(path), html, html is null ? text?.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n') : null);
    }

    /// <summary>A path as a part of an address.</summary>
    internal static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
