using System.Globalization;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;

namespace DeployCrew.Runs;

/// <summary>An entry of a journal as a line of the log.</summary>
public static class LogText
{
    /// <summary>The line; null for what is not for the log.</summary>
    public static string? Of(JournalEntry entry)
    {
        var said = entry.Kind switch
        {
            JournalKinds.RunStarted => "the run begins",
            JournalKinds.RunResumed => "the run goes on",
            JournalKinds.RunCancelled => "cancelled",
            JournalKinds.RunEnded => "the run has ended",
            JournalKinds.HandedOff => $"{entry.Source} → {entry.Key}",
            JournalKinds.StageStarted => $"{entry.Source} …",
            JournalKinds.Progress => $"  {entry.Data}",
            JournalKinds.StageEnded when entry.Data is { } data => Of(data.Deserialize<StageResult>(JsonFormat.Compact)!),
            _ => null,
        };
        return said is null ? null : string.Create(CultureInfo.InvariantCulture, $"{entry.At.UtcDateTime:HH:mm:ss} {said}");
    }

    private static string Of(StageResult stage)
    {
        var text = stage.Error?.Message ?? stage.Summary ?? "";
        return $"{stage.Name} {stage.Status.ToString().ToLowerInvariant()}{(text.Length > 0 ? $": {text}" : "")}";
    }
}
