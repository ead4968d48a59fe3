namespace DeployCrew.Infra.Policy;

/// <summary>A place where a rule does not hold.</summary>
/// <param name="Resource">The resource; null for the stack as a whole.</param>
/// <param name="Property">Path of the input.</param>
/// <param name="Message">What was found.</param>
internal sealed record Violation(EvaluatedResource? Resource, string Property, string Message)
{
    /// <summary>Where it weighs less than the rule says.</summary>
    public PolicySeverity? Severity { get; init; }
}
