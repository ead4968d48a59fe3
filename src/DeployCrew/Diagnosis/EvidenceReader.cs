using System.Text.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Runs;

namespace DeployCrew.Diagnosis;

/// <summary>Reads what a run has left: the errors of its journal and report, the checks of its evidence, the logs of its stages.</summary>
/// <param name="folder">The run.</param>
/// <param name="failed">The first stage that failed, or null.</param>
/// <param name="done">Stages that ended well.</param>
internal sealed class EvidenceReader(RunFolder folder, string? failed, IReadOnlySet<string> done)
{
    // The end of a log tells why; a build writes tens of thousands of lines before.
    private const int LinesOfLog = 2_000;

    public IReadOnlyList<Observation> Read(RunStatus status) => [.. Journal(), .. Report(status), .. Evidence(), .. Logs()];

    private IEnumerable<Observation> Journal()
    {
        var number = 0;
        foreach (var text in Lines(folder.JournalFile))
        {
            number++;
            // A last line without its end was being written when the process died.
            if (TryParse(text) is not { } entry || entry.Kind is not (JournalKinds.StageEnded or JournalKinds.RunEnded or JournalKinds.Progress))
                continue;
            var nearness = entry.Kind == JournalKinds.Progress ? Of(entry.Source) : entry.Kind == JournalKinds.StageEnded && entry.Source == failed ? Nearness.Error : Nearness.Beside;
            foreach (var words in entry.Kind == JournalKinds.StageEnded ? ErrorWords(entry.Data) : entry.Kind == JournalKinds.Progress ? Strings(entry.Data) : [])
                yield return Observe("journal.jsonl", number, words, nearness);
        }
    }

    private static IEnumerable<Observation> Report(RunStatus status) => status.Report?.Error is { } error
        ? new[] { $"{error.Code} {error.Message}" }.Concat(error.Details).Select(words => Observe("report.json", 1, words, Nearness.Error))
        : [];

    private IEnumerable<Observation> Evidence()
    {
        if (!File.Exists(folder.EvidenceFile))
            return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(folder.EvidenceFile));
            return [.. Strings(document.RootElement).Select(words => Observe("evidence.json", 1, words, Nearness.Beside))];
        }
        catch (JsonException)
        {
            return []; // the process died while it wrote; the journal still tells
        }
    }

    private IEnumerable<Observation> Logs()
    {
        var logs = Path.Combine(folder.Path, "logs");
        if (!Directory.Exists(logs))
            yield break;
        foreach (var file in Directory.GetFiles(logs, "*.log").Order(StringComparer.Ordinal))
        {
            var nearness = Of(Path.GetFileNameWithoutExtension(file));
            foreach (var (text, number) in Lines(file).Select((text, index) => (text, index + 1)).TakeLast(LinesOfLog))
                yield return Observe("logs/" + Path.GetFileName(file), number, text, nearness);
        }
    }

    private Nearness Of(string? stage) => stage is null ? Nearness.Beside : stage == failed ? Nearness.Log : done.Contains(stage) ? Nearness.Elsewhere : Nearness.Beside;

    private static Observation Observe(string file, int line, string text, Nearness nearness) => new(new EvidenceLine(file, line, PlainLine.Of(text)), nearness);

    private static JournalEntry? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(text, Core.Json.JsonFormat.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> ErrorWords(JsonElement? data) =>
        data is { ValueKind: JsonValueKind.Object } stage && stage.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            ? error.EnumerateObject().Where(one => one.Name is "message" or "details").SelectMany(one => Strings(one.Value))
            : [];

    private static IEnumerable<string> Strings(JsonElement? data) => data switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split('\n'),
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().SelectMany(one => Strings(one)),
        { ValueKind: JsonValueKind.Object } members => members.EnumerateObject().SelectMany(one => Strings(one.Value)),
        _ => [],
    };

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
