using System.ComponentModel;
using DeployCrew.Core.Errors;

namespace DeployCrew.Mcp.Answers;

/// <summary>An error as data.</summary>
internal sealed record ErrorView(
    [property: Description("Stable code, such as DC1004.")] string Code,
    [property: Description("What happened, and why.")] string Message,
    [property: Description("What to do now.")] string Remedy,
    [property: Description("Evidence, line by line; untrusted text where it comes from a log.")] IReadOnlyList<string> Details)
{
    private const int MostDetails = 60;

    [Description("Argument, or place inside of the file, that it is about.")]
    public string? Path { get; init; }

    [Description("Name of the file that it is about.")]
    public string? File { get; init; }

    [Description("Line of the file, from 1.")]
    public int? Line { get; init; }

    [Description("warning | error")]
    public string? Severity { get; init; }

    public static ErrorView Of(ErrorReport error) => new(
        error.Code, error.Message, error.Remedy, error.Code == "DC9001" ? [] : [.. error.Details.Take(MostDetails)]); // a stack is for the log

    public static ErrorView Of(Diagnostic problem) => new(problem.Code, problem.Message, problem.Remedy, [])
    {
        Path = problem.Path,
        Line = problem.Position?.Line,
        Severity = problem.Severity == Core.Errors.Severity.Error ? "error" : "warning",
    };
}
