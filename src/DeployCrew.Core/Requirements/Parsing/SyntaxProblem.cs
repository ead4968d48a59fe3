namespace DeployCrew.Core.Requirements.Parsing;

/// <summary>What is wrong with a JSON text at the place where the reader stopped, in plain words. Never quotes the text itself: it may hold
/// a secret.</summary>
internal static class SyntaxProblem
{
    public static string Of(ReadOnlySpan<byte> bytes, int offset)
    {
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
            return "the file is empty";
        if (bytes[Math.Min(offset, bytes.Length)..].Trim(" \t\r\n"u8).IsEmpty)
            return "the file ends before everything that was opened is closed";
        return bytes[offset] switch
        {
            (byte)'\'' => "text stands in double quotes, not in single ones",
            (byte)'/' or (byte)'#' => "JSON has no comments",
            (byte)'"' => "a comma is missing before this text, or a colon",
            (byte)'{' or (byte)'[' => "a comma or a colon is missing before it",
            (byte)'}' or (byte)']' => "it closes what is not open, or a value is missing before it",
            (byte)',' or (byte)':' => "a value or a property name is missing before it",
            (byte)'\r' or (byte)'\n' or (byte)'\t' =>
                "text in quotes goes on over the end of the line or has a tab in it; write \\n or \\t",
            _ => "something other than a value stands here: text is in double quotes, and words are only true, false and null",
        };
    }
}
