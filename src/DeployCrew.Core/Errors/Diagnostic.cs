namespace DeployCrew.Core.Errors;

/// <summary>How much a <see cref="Diagnostic"/> weighs: an error stops the work, a warning does not.</summary>
public enum Severity { Warning, Error }

/// <summary>A place in a text file; both numbers count from 1.</summary>
public readonly record struct SourcePosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}

/// <summary>One problem in the user's input. All problems of a file are reported at once, as values, never thrown one by one.</summary>
/// <param name="Code">Stable code such as <c>DC1004</c>.</param>
/// <param name="Severity">Whether it stops the work.</param>
/// <param name="Path">Slash-separated path inside the document, such as <c>services/web/port</c>; empty for the document itself.</param>
/// <param name="Position">Where it stands in the file; null when the input has no text (a zip, say).</param>
/// <param name="Message">What is wrong, with the value that was found.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Path, SourcePosition? Position, string Message, string Remedy)
{
    /// <summary><c>3:12 error DC1004 services/web/port: must be 1-65535 (was 0).</c></summary>
    public override string ToString()
    {
        var place = Position is { } position ? $"{position} " : "";
        var path = Path.Length == 0 ? "" : $"{Path}: ";
        return $"{place}{(Severity == Severity.Error ? "error" : "warning")} {Code} {path}{Message}";
    }
}
