using DeployCrew.Agents.Models;

namespace DeployCrew.Diagnosis;

/// <summary>What is said of a run: by rules, and by a model where they are unsure.</summary>
/// <param name="RunId">Name of the run.</param>
/// <param name="State">Its verdict, or <c>open</c>.</param>
/// <param name="FailedStage">The first stage that failed, or null.</param>
/// <param name="Code">Code of that stage's error, or null.</param>
/// <param name="Message">That error in a line, or null.</param>
/// <param name="LinesRead">How many lines were looked at.</param>
/// <param name="Candidates">Causes, the best first; empty when no rule knows it.</param>
public sealed record RunDiagnosis(
    string RunId, string State, string? FailedStage, string? Code, string? Message, int LinesRead, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>Whether there is anything to explain.</summary>
    public bool HasFailed { get; init; } = true;

    /// <summary>Models that were asked, and what that took; empty when rules were sure, or no model is configured.</summary>
    public IReadOnlyList<ModelCall> Calls { get; init; } = [];
}
