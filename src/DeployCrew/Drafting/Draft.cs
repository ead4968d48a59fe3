using DeployCrew.Agents.Models;
using DeployCrew.Infra.Cost;

namespace DeployCrew.Drafting;

/// <summary>Requirements that were written from a sentence.</summary>
/// <param name="Requirements">Text of requirements.json; it has been validated.</param>
/// <param name="Reasons">Why what was chosen was chosen.</param>
/// <param name="Questions">What only the user knows, and what stands there until then.</param>
/// <param name="Costs">What each environment would cost in a month, by the price table.</param>
/// <param name="Calls">Which models were asked, and what that took.</param>
public sealed record Draft(string Requirements, IReadOnlyList<DraftReason> Reasons, IReadOnlyList<DraftQuestion> Questions, IReadOnlyList<CostReport> Costs, IReadOnlyList<ModelCall> Calls);

/// <summary>Why a value is what it is.</summary>
/// <param name="Path">Path in the requirements, such as <c>services/web/memory</c>.</param>
/// <param name="Reason">In a sentence.</param>
public sealed record DraftReason(string Path, string Reason);

/// <summary>Something that was guessed.</summary>
/// <param name="Path">Path of the value that stands there for now.</param>
/// <param name="Question">What is to be answered.</param>
public sealed record DraftQuestion(string Path, string Question);
