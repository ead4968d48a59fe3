using System.Text.RegularExpressions;

namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>Follows the engine's events and tells how it ended: by what the events say, whatever the exit code is.</summary>
/// <param name="progress">Told of each resource as it is done; null for previews.</param>
internal sealed partial class EventReader(IProgress<ResourceChange>? progress)
{
    private const int KeptLines = 20;
    private readonly OrderedDictionary<string, ResourceChange> changes = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private readonly Queue<string> plain = new();
    private readonly Lock gate = new();
    private string? result;
    private bool failed;

    /// <summary>What becomes of each resource, in the order of the events.</summary>
    public IReadOnlyList<ResourceChange> Changes
    {
        get
        {
            lock (gate)
                return [.. changes.Values];
        }
    }

    /// <summary>What went wrong, one thing each, the cause first.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (gate)
                return problems.Count > 0 ? [.. problems] : [.. plain];
        }
    }

    /// <summary>Whether the engine came to its good end: there is a summary, it does not say otherwise, and no operation failed.</summary>
    public bool Succeeded
    {
        get
        {
            lock (gate)
                return result is "succeeded" && !failed;
        }
    }

    /// <summary>What the summary says: succeeded | failed | canceled; null when there was none: the engine died.</summary>
    public string? Result
    {
        get
        {
            lock (gate)
                return result;
        }
    }

    /// <summary>Takes a line of output or error output.</summary>
    public void Take(string line)
    {
        ResourceChange? done = null;
        lock (gate)
        {
            if (EngineEvent.Parse(line) is { } one)
                done = Take(one);
            else if (!string.IsNullOrWhiteSpace(line))
                Keep(line);
        }

        if (done is { Kind: not ChangeKind.Same })
            progress?.Report(done);
    }

    private ResourceChange? Take(EngineEvent one)
    {
        switch (one.Kind)
        {
            case "resourcePreEvent":
                Note(StepChange.Of(one.Metadata));
                return null;
            case "resOutputsEvent":
                var change = Note(StepChange.Of(one.Metadata));
                // A replacement is told once, although it is three steps.
                return EngineEvent.Text(one.Metadata, "op") is "create-replacement" or "delete-replaced" ? null : change;
            case "resOpFailedEvent":
                failed = true;
                var urn = PulumiUrn.Parse(EngineEvent.Text(one.Metadata, "urn"));
                problems.Add($"{EngineEvent.Text(one.Metadata, "op")} of {urn?.Type} {urn?.Name} failed");
                return null;
            case "diagnosticEvent" when EngineEvent.Text(one.Content, "severity") is "error":
                failed = true;
                var place = PulumiUrn.Parse(EngineEvent.Text(one.Content, "urn")) is { IsModelled: true } resource ? $"{resource.Type} {resource.Name}: " : "";
                problems.Insert(0, place + Clean(EngineEvent.Text(one.Content, "message") ?? ""));
                return null;
            case "diagnosticEvent" when EngineEvent.Text(one.Content, "severity") is "info#err":
                Keep(EngineEvent.Text(one.Content, "message") ?? "");
                return null;
            case "policyEvent" when EngineEvent.Text(one.Content, "enforcementLevel") is "mandatory":
                failed = true;
                problems.Add($"policy {EngineEvent.Text(one.Content, "policyPackName")}/{EngineEvent.Text(one.Content, "policyName")}: {Clean(EngineEvent.Text(one.Content, "message") ?? "")}");
                return null;
            case "errorEvent":
                failed = true;
                problems.Insert(0, Clean(EngineEvent.Text(one.Content, "error") ?? one.Content.ToJsonString()));
                return null;
            case "summaryEvent":
                // Versions before the member was there say nothing: then the other events have the word.
                result = EngineEvent.Text(one.Content, "result") ?? "succeeded";
                if (one.Content["maybeCorrupt"]?.GetValue<bool>() is true)
                {
                    failed = true;
                    problems.Add("the state may be damaged");
                }

                return null;
            default:
                return null;
        }
    }

    // A replacement has several steps, of which the first has the causes; what is told as same first may be told better later.
    private ResourceChange? Note(ResourceChange? change)
    {
        if (change is null)
            return null;
        if (changes.TryGetValue(change.Name, out var known) && (known.Kind == ChangeKind.Replace || (change.Properties.Count == 0 && known.Kind == change.Kind)))
            return known;
        return changes[change.Name] = change;
    }

    private void Keep(string line)
    {
        plain.Enqueue(Clean(line));
        while (plain.Count > KeptLines)
            plain.Dequeue();
    }

    private static string Clean(string text) => Colours().Replace(text, "").Trim();

    // Terminal escapes, and the engine's own marks for colours: <{%reset%}>.
    [GeneratedRegex("\\x1b\\[[0-9;]*m|<\\{%[a-z0-9 ]+%\\}>", RegexOptions.IgnoreCase)]
    private static partial Regex Colours();
}
