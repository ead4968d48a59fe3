namespace DeployCrew.Web.Api;

/// <summary>An error: problem details (RFC 9457).</summary>
/// <param name="Type">about:blank.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Title">What happened, and why.</param>
/// <param name="Code">Such as DC1004.</param>
/// <param name="Remedy">What to do now.</param>
/// <param name="Details">Evidence, line by line.</param>
/// <param name="Problems">Problems of an uploaded file, at their places; only where there are any.</param>
internal sealed record ProblemAnswer(string Type, int Status, string Title, string Code, string Remedy, IReadOnlyList<string> Details, IReadOnlyList<Problem>? Problems);
