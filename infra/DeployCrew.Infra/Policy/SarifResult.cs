namespace DeployCrew.Infra.Policy;

/// <summary>A result of SARIF that comes from no policy rule.</summary>
/// <param name="RuleId">Id of what it breaks.</param>
/// <param name="Title">That in a few words.</param>
/// <param name="Why">Why that matters.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What was found.</param>
/// <param name="File">File, relative to the repository's root, with slashes.</param>
/// <param name="Inside">Place in that file.</param>
/// <param name="Fingerprint">What stays the same while it is the same result.</param>
public sealed record SarifResult(
    string RuleId, string Title, string Why, string Remedy, PolicySeverity Severity, string Message, string File, string Inside, string Fingerprint);
