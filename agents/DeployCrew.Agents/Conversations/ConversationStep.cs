using System.Text.Json;
using DeployCrew.Agents.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Agents.Conversations;

/// <summary>One entry of a conversation, read.</summary>
/// <param name="Sequence">Its number in the journal.</param>
/// <param name="At">When it was written.</param>
/// <param name="Kind">One of <see cref="JournalKinds"/>.</param>
/// <param name="Agent">The agent that it is about.</param>
/// <param name="Key">The tool, or the receiver of a hand-over.</param>
/// <param name="Data">The record that belongs to the kind.</param>
public sealed record ConversationStep(long Sequence, DateTimeOffset At, string Kind, string? Agent, string? Key, object Data)
{
    private static readonly Dictionary<string, Type> Shapes = new(StringComparer.Ordinal)
    {
        [JournalKinds.ConversationStarted] = typeof(ConversationStart),
        [JournalKinds.AgentAnswered] = typeof(CrewAnswer),
        [JournalKinds.AgentCorrected] = typeof(Correction),
        [JournalKinds.ToolApproved] = typeof(CallReference),
        [JournalKinds.ToolCalled] = typeof(CallReference),
        [JournalKinds.ToolReturned] = typeof(ToolOutcome),
        [JournalKinds.HandedOff] = typeof(string),
        [JournalKinds.ConversationStopped] = typeof(ErrorReport),
        [JournalKinds.ConversationEnded] = typeof(ConversationEnd),
    };

    // A journal may have been edited: what must be there is there, or it is said.
    private static readonly JsonSerializerOptions Strict = new(JsonFormat.Compact) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Whether an entry is one of a conversation.</summary>
    internal static bool Is(JournalEntry entry) => Shapes.ContainsKey(entry.Kind);

    /// <summary>Reads an entry.</summary>
    /// <exception cref="JsonException">Its data is not what belongs to its kind.</exception>
    internal static ConversationStep Of(JournalEntry entry)
    {
        var data = entry.Data?.Deserialize(Shapes[entry.Kind], Strict) ?? throw new JsonException("it has no data");
        return new ConversationStep(entry.Sequence, entry.At, entry.Kind, entry.Source, entry.Key, data);
    }
}
