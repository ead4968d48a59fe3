using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DeployCrew.Core.Text;

/// <summary>Text that somebody else wrote (a log line, a cloud's message, a model's answer), made safe to show: what it shows is all that it holds.</summary>
public static partial class UntrustedText
{
    /// <summary>The text without terminal escapes, control characters, and characters that hide or reorder others; lines stay.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new StringBuilder(text.Length);
        foreach (var rune in Escape().Replace(text, "").Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
                kept.Append((char)rune.Value);
            else if (rune.Value is '\r' or 0x85 or 0x2028 or 0x2029)
                kept.Append('\n');
            else if (IsShown(rune))
                kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    // Format characters are the bidirectional controls, zero-width ones and tags; variation selectors can carry bytes, fillers look like nothing.
    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        && rune.Value is not ((>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF) or (>= 0x180B and <= 0x180F) or 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0);

    // CSI, OSC and the other strings, two-character sequences; with ESC or as C1 controls.
    [GeneratedRegex(@"(?:\x1B\[|\x9B)[0-?]*[ -/]*[@-~]|(?:\x1B[\]PX^_]|[\x9D\x90\x98\x9E\x9F])[^\x07\x1B\x9C]*(?:\x07|\x1B\\|\x9C)?|\x1B[ -/]*[0-~]")]
    private static partial Regex Escape();
}
