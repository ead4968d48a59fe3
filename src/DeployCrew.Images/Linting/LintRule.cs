namespace DeployCrew.Images.Linting;

/// <summary>A rule.</summary>
/// <param name="Id">hadolint's where the rule is hadolint's.</param>
/// <param name="Severity">How much its findings weigh when they do not say otherwise.</param>
/// <param name="Title">What holds when it is kept.</param>
/// <param name="Why">What goes wrong otherwise.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Check">Finds the places where it is not kept.</param>
internal sealed record LintRule(
    string Id, LintSeverity Severity, string Title, string Why, string Remedy, Func<LintInput, IEnumerable<Found>> Check)
{
    /// <summary>Where to read more.</summary>
    public string? Reference => Id.StartsWith("DL", StringComparison.Ordinal) ? $"https://github.com/hadolint/hadolint/wiki/{Id}" : null;
}
