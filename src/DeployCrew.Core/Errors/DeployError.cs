namespace DeployCrew.Core.Errors;

/// <summary>An operation failed. The one exception type that stages, adapters and hosts understand; it carries data, not only text.</summary>
public class DeployError : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">Stable code such as <c>DC3004</c>.</param>
    /// <param name="message">What happened, and why.</param>
    /// <param name="remedy">What to do now.</param>
    /// <param name="details">Evidence, line by line: a log tail, a probe's transcript, events.</param>
    /// <param name="isTransient">Whether the same call may succeed if it is made again.</param>
    /// <param name="cause">The exception that this one explains.</param>
    public DeployError(
        string code, string message, string remedy, IReadOnlyList<string>? details = null, bool isTransient = false, Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
        Remedy = remedy;
        Details = details ?? [];
        IsTransient = isTransient;
    }

    /// <summary>Stable code such as <c>DC3004</c>.</summary>
    public string Code { get; }

    /// <summary>What to do now.</summary>
    public string Remedy { get; }

    /// <summary>Evidence, line by line.</summary>
    public IReadOnlyList<string> Details { get; }

    /// <summary>Whether the same call may succeed if it is made again; retry policies read this, never the message.</summary>
    public bool IsTransient { get; }

    /// <summary>The journal's and <c>--format json</c>'s form of this error.</summary>
    public ErrorReport ToReport() => new(Code, Message, Remedy, Details);
}

/// <summary>A <see cref="DeployError"/> as data.</summary>
public sealed record ErrorReport(string Code, string Message, string Remedy, IReadOnlyList<string> Details);

/// <summary>The user's input is wrong: every problem of it, as diagnostics.</summary>
public sealed class InvalidInputError(string file, IReadOnlyList<Diagnostic> diagnostics)
    : DeployError("DC1000", $"{file}: {diagnostics.Count(d => d.Severity == Severity.Error)} problem(s).",
        "Correct the listed places and run the command again.", [.. diagnostics.Select(d => $"{file}:{d}")])
{
    /// <summary>The file as the user named it.</summary>
    public string File { get; } = file;

    /// <summary>Every problem found, in the order in which they stand in the file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
