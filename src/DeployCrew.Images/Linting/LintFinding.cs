namespace DeployCrew.Images.Linting;

/// <summary>A place in a Dockerfile where a rule does not hold.</summary>
/// <param name="RuleId">hadolint's id (<c>DL3008</c>) where the rule is hadolint's; else <c>DCL…</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="EndLine">Last line of the place.</param>
/// <param name="Message">What was found; never a secret's value.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Fix">What <c>--fix</c> would do, or null.</param>
public sealed record LintFinding(
    string RuleId, LintSeverity Severity, int Line, int Column, int EndLine, string Message, string Remedy, string? Fix)
{
    /// <summary><c>3:1 warning DL3025: CMD is in shell form.</c></summary>
    public override string ToString() => $"{Line}:{Column} {Severity.ToString().ToLowerInvariant()} {RuleId}: {Message}";
}
