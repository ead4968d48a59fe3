namespace DeployCrew.Infra.Policy;

/// <summary>One thing that a stack must not do.</summary>
/// <param name="Id">Stable id: <c>DCP001</c>.</param>
/// <param name="Severity">How much it weighs; where the environment is declared disposable, some rules find less.</param>
/// <param name="Title">What is asked for, in one sentence.</param>
/// <param name="Why">What happens otherwise.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Reference">Control of AWS Foundational Security Best Practices (<c>FSBP EC2.18</c>), or AWS documentation.</param>
public sealed record PolicyRule(string Id, PolicySeverity Severity, string Title, string Why, string Remedy, string Reference)
{
    internal PolicyRule(
        string id, PolicySeverity severity, string title, string why, string remedy, string reference,
        Func<PolicyContext, IEnumerable<Violation>> check)
        : this(id, severity, title, why, remedy, reference) => Check = check;

    /// <summary>Finds the places; rules about suppressions have nothing to look for in a stack.</summary>
    internal Func<PolicyContext, IEnumerable<Violation>> Check { get; } = _ => [];
}
