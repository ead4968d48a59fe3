using System.Text.Json;

namespace DeployCrew.Core.Runs;

/// <summary>One line of <c>journal.jsonl</c>.</summary>
/// <param name="Sequence">Counts from 1 without gaps.</param>
/// <param name="At">When it was written.</param>
/// <param name="Kind">One of <see cref="JournalKinds"/>.</param>
/// <param name="Source">Stage or agent that it is about, or null for the run itself.</param>
/// <param name="Key">What it is called within its kind: an output's or effect's name, a tool's name.</param>
/// <param name="Data">The rest.</param>
public sealed record JournalEntry(long Sequence, DateTimeOffset At, string Kind, string? Source, string? Key, JsonElement? Data);
