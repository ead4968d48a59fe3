using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Fixes;

/// <summary>Other text in the place of some.</summary>
/// <param name="Start">Offset of the first character that goes.</param>
/// <param name="End">Offset behind the last.</param>
/// <param name="Text">What comes there.</param>
internal sealed record TextEdit(int Start, int End, string Text)
{
    public static TextEdit Replace(Word word, string text) => new(word.Start, word.End, text);

    public static TextEdit Insert(int at, string text) => new(at, at, text);

    /// <summary>Applies edits that do not overlap.</summary>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        foreach (var edit in edits.OrderByDescending(edit => edit.Start).ThenByDescending(edit => edit.End))
            text = string.Concat(text.AsSpan(0, edit.Start), edit.Text, text.AsSpan(edit.End));
        return text;
    }
}
