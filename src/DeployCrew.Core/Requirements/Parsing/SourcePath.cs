namespace DeployCrew.Core.Requirements.Parsing;

/// <summary>Slash-separated paths, safe to print whatever the names in a file are.</summary>
internal static class SourcePath
{
    private const int LongestName = 64;

    public static string Join(string path, string name) => path.Length == 0 ? Shown(name) : $"{path}/{Shown(name)}";

    /// <summary>A name or value on one line, cut when it is very long.</summary>
    public static string Shown(string text)
    {
        var cut = text.Length > LongestName ? text[..LongestName] + "…" : text;
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var index = 0; index < source.Length; index++)
                span[index] = char.IsControl(source[index]) || char.IsSurrogate(source[index]) || source[index] is '\u2028' or '\u2029'
                    ? '?' : source[index];
        });
    }
}
