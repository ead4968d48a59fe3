using System.Text;

namespace DeployCrew.Infra.Bundles;

/// <summary>One file of a bundle: its bytes, or the file on disk that they are read from when the bundle is written.</summary>
/// <param name="Path">Path inside the bundle: relative, forward slashes.</param>
/// <param name="Content">Bytes, when they are at hand.</param>
/// <param name="Source">File on disk, when they are not.</param>
public sealed record BundleFile(string Path, byte[]? Content, string? Source)
{
    /// <summary>A file of text, in UTF-8.</summary>
    public static BundleFile Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text), null);

    /// <summary>A file that is copied from disk.</summary>
    public static BundleFile From(string path, string source) => new(path, null, source);

    /// <summary>Opens the content for reading.</summary>
    internal Stream Open() => Content is { } bytes ? new MemoryStream(bytes, writable: false) : File.OpenRead(Source!);
}
