namespace DeployCrew.Agents.Conversations;

/// <summary>Where a replay does not come out as it was recorded.</summary>
/// <param name="Turn">The answer after which it does not, counted from 1; 0 is before the first.</param>
/// <param name="Entry">The journal's entry; null when the record ends too early.</param>
/// <param name="Recorded">What it says.</param>
/// <param name="Expected">What would have to be there.</param>
public sealed record Divergence(int Turn, long? Entry, string Recorded, string Expected);
