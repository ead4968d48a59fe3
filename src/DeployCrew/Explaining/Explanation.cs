using DeployCrew.Agents.Models;

namespace DeployCrew.Explaining;

/// <summary>A plan in plain words, every sentence resting on facts.</summary>
/// <param name="Sentences">What is said.</param>
/// <param name="Dropped">How many sentences were left out because they cited nothing, or said numbers that what they cite does not.</param>
/// <param name="Calls">Which models were asked, and what that took.</param>
public sealed record Explanation(IReadOnlyList<CitedSentence> Sentences, int Dropped, IReadOnlyList<ModelCall> Calls);

/// <summary>A sentence.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Cites">Ids of the <see cref="Fact"/>s that it rests on; at least one.</param>
public sealed record CitedSentence(string Text, IReadOnlyList<string> Cites);
