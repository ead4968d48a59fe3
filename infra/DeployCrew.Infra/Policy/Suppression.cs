namespace DeployCrew.Infra.Policy;

/// <summary>A finding that somebody answers for, for a time.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Resource">Name of the resource; <c>*</c> for all.</param>
/// <param name="Reason">Why it is right here; without one it suppresses nothing.</param>
/// <param name="Expires">Last day on which it holds.</param>
public sealed record Suppression(string Rule, string Resource, string Reason, DateOnly Expires)
{
    internal bool Covers(Finding finding) =>
        finding.RuleId == Rule && (Resource == "*" || finding.Resource == Resource);
}
