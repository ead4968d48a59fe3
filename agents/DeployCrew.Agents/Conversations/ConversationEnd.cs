using DeployCrew.Core.Errors;

namespace DeployCrew.Agents.Conversations;

/// <summary>How a conversation ended: it is not gone on with.</summary>
/// <param name="Summary">What the task was ended with.</param>
/// <param name="Error">What the agents did wrong once too often.</param>
/// <param name="Course">SHA-256 over everything that was recorded of it, so that a replay sees what nothing else depends on: the last words, models, tokens.</param>
public sealed record ConversationEnd(string? Summary = null, ErrorReport? Error = null, string? Course = null);
