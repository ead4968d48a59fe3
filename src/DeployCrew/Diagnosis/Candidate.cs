using DeployCrew.Diagnosis.Proposals;

namespace DeployCrew.Diagnosis;

/// <summary>A cause that a rule found, or a model where no rule is sure.</summary>
/// <param name="Id">The signature's name; <c>model</c> when a model says it.</param>
/// <param name="Cause">In a sentence.</param>
/// <param name="Confidence">How sure the rule can be.</param>
/// <param name="Remedy">What is proposed.</param>
/// <param name="Advice">The same in a sentence.</param>
/// <param name="Reference">Where the vendor explains it.</param>
/// <param name="Evidence">The lines that speak for it.</param>
public sealed record Candidate(
    string Id, string Cause, Confidence Confidence, Remedy Remedy, string Advice, string Reference, IReadOnlyList<EvidenceLine> Evidence)
{
    /// <summary>The change that would carry the remedy out, where it is one value of the requirements; null otherwise.</summary>
    public Proposal? Proposal { get; init; }
}
