using DeployCrew.Core.Errors;

namespace DeployCrew.Web.Api;

/// <summary>One problem of an uploaded file, at its place.</summary>
/// <param name="Severity">error | warning.</param>
/// <param name="Code">Such as DC1004.</param>
/// <param name="Path">Path inside the document.</param>
/// <param name="Line">From 1; null without a place.</param>
/// <param name="Column">From 1; null without a place.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Problem(string Severity, string Code, string Path, int? Line, int? Column, string Message, string Remedy)
{
    public static Problem Of(Diagnostic diagnostic) => new(
        diagnostic.Severity == Core.Errors.Severity.Error ? "error" : "warning", diagnostic.Code, diagnostic.Path,
        diagnostic.Position?.Line, diagnostic.Position?.Column, diagnostic.Message, diagnostic.Remedy);
}
