namespace DeployCrew.Diagnosis;

/// <summary>How much a signature says: what follows from a cause never hides it.</summary>
internal enum Rank
{
    /// <summary>Follows from something else: a rollback, a circuit breaker.</summary>
    Consequence,

    /// <summary>Names the kind of failure, not its reason.</summary>
    General,

    /// <summary>Names the reason.</summary>
    Specific,
}
