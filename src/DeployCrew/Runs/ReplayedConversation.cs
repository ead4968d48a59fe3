using DeployCrew.Agents.Conversations;

namespace DeployCrew.Runs;

/// <summary>A conversation that was replayed.</summary>
/// <param name="Start">How it began.</param>
/// <param name="At">When.</param>
/// <param name="Steps">What was recorded after that.</param>
/// <param name="End">How it ended; null when it was cut off.</param>
/// <param name="Divergence">Where it does not come out as it was recorded; null when it does.</param>
public sealed record ReplayedConversation(
    ConversationStart Start, DateTimeOffset At, IReadOnlyList<ConversationStep> Steps, ConversationEnd? End, Divergence? Divergence);
