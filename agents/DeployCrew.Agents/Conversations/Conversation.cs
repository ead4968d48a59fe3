using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Agents.Conversations;

/// <summary>
/// A conversation on its way: first along what was recorded of it, then into the journal. What comes along the record must be what was recorded;
/// whatever asks or acts does so only where the record has ended.
/// </summary>
/// <param name="recorded">What was recorded.</param>
/// <param name="journal">Where it goes on; null in a replay, which ends with the record.</param>
internal sealed class Conversation(IReadOnlyList<ConversationStep> recorded, Journal? journal) : IDisposable
{
    private readonly IncrementalHash course = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int next;

    /// <summary>What was recorded, and did not come again.</summary>
    public ConversationStep? Rest => next < recorded.Count ? recorded[next] : null;

    /// <summary>Something that follows from what came before.</summary>
    /// <exception cref="DivergedException">Something else is recorded.</exception>
    public void Write<T>(string kind, string? agent, string? key, T data)
        where T : notnull
    {
        if (Next(kind, agent, key) is not { } step)
            journal!.Append(kind, agent, key, data);
        else if (Json(step.Data) is var was && Json(data) is var comes && was != comes)
            throw new DivergedException(step.Sequence, was, comes);
        Note(kind, agent, key, data);
    }

    /// <summary>Something that comes from outside: recorded, or asked for now and recorded.</summary>
    /// <exception cref="DivergedException">Something else is recorded.</exception>
    public async Task<T> TakeAsync<T>(string kind, string agent, string? key, Func<Task<T>> ask)
        where T : notnull
    {
        if (Next(kind, agent, key) is { } step)
            return Note(kind, agent, key, (T)step.Data);
        // From here on it is what the journal has of it: half a surrogate pair, say, is not what it was.
        var data = JsonSerializer.Deserialize<T>(Json(await ask()), JsonFormat.Compact)!;
        journal!.Append(kind, agent, key, data);
        return Note(kind, agent, key, data);
    }

    /// <summary>SHA-256 over what has come so far.</summary>
    public string CourseDigest() => Convert.ToHexStringLower(course.GetCurrentHash());

    /// <summary>Refuses what was taken last.</summary>
    public DivergedException Differs(string recordedAs, string expected) => new(next > 0 ? recorded.ElementAtOrDefault(next - 1)?.Sequence : null, recordedAs, expected);

    /// <inheritdoc/>
    public void Dispose() => course.Dispose();

    private ConversationStep? Next(string kind, string? agent, string? key)
    {
        if (Rest is not { } step)
            return journal is null ? throw new EndOfRecordException() : null;
        if ((step.Kind, step.Agent, step.Key) != (kind, agent, key))
            throw new DivergedException(step.Sequence, Words(step.Kind, step.Agent, step.Key), Words(kind, agent, key));
        next++;
        return step;
    }

    private T Note<T>(string kind, string? agent, string? key, T data)
        where T : notnull
    {
        course.AppendData(Encoding.UTF8.GetBytes($"{Words(kind, agent, key)}\n{Json(data)}\n"));
        return data;
    }

    private static string Words(string kind, string? agent, string? key) => string.Join(' ', new[] { kind, agent, key }.OfType<string>());

    private static string Json(object data) => JsonSerializer.Serialize(data, data.GetType(), JsonFormat.Compact);
}
