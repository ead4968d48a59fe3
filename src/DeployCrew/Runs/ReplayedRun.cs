using System.Text.Json.Serialization;
using DeployCrew.Agents.Conversations;
using DeployCrew.Core.Errors;

namespace DeployCrew.Runs;

/// <summary>What a replay of a run found.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Conversations">Its conversations, oldest first.</param>
public sealed record ReplayedRun(string Run, IReadOnlyList<ReplayedConversation> Conversations)
{
    /// <summary>Whether every conversation came out as it was recorded.</summary>
    public bool IsSame => Conversations.All(one => one.Divergence is null);

    /// <summary>The first divergence as an error; null without one.</summary>
    [JsonIgnore]
    public DeployError? Error => Conversations.Select(one => one.Divergence).FirstOrDefault(found => found is not null) is { } found
        ? AgentErrors.ReplayDiverged(Run, found.Turn, found.Entry, found.Recorded, found.Expected) : null;
}
