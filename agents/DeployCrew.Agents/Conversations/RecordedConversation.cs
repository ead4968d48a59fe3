using System.Text.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Agents.Conversations;

/// <summary>A conversation as a journal has it.</summary>
/// <param name="Begun">Its first entry.</param>
/// <param name="Steps">What came after it, until the next one began.</param>
public sealed record RecordedConversation(ConversationStep Begun, IReadOnlyList<ConversationStep> Steps)
{
    /// <summary>How it began.</summary>
    public ConversationStart Start => (ConversationStart)Begun.Data;

    /// <summary>How it ended; null while it can be gone on with.</summary>
    public ConversationEnd? End => Steps.Select(step => step.Data).OfType<ConversationEnd>().LastOrDefault();

    /// <summary>What must come again, in this order; that it was stopped for a while need not.</summary>
    internal IReadOnlyList<ConversationStep> Course => [.. Steps.Where(step => step.Kind != JournalKinds.ConversationStopped)];

    /// <summary>The conversations of a journal, oldest first.</summary>
    /// <param name="entries">The journal.</param>
    /// <param name="problems">Gets a line for each entry that cannot be read.</param>
    public static IReadOnlyList<RecordedConversation> Read(IReadOnlyList<JournalEntry> entries, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var all = new List<(ConversationStep Begun, List<ConversationStep> Steps)>();
        // What agents did before journals held conversations belongs to none.
        foreach (var entry in entries.SkipWhile(entry => entry.Kind != JournalKinds.ConversationStarted).Where(ConversationStep.Is))
        {
            try
            {
                var step = ConversationStep.Of(entry);
                if (step.Kind == JournalKinds.ConversationStarted)
                    all.Add((step, []));
                else
                    all.LastOrDefault().Steps?.Add(step);
            }
            catch (JsonException error)
            {
                problems.Add($"entry {entry.Sequence} ({entry.Kind}): {error.Message}");
            }
        }

        return [.. all.Select(one => new RecordedConversation(one.Begun, one.Steps))];
    }
}
