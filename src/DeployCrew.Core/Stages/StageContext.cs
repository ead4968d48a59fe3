using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Core.Stages;

/// <summary>What a stage sees of its run: the request, earlier stages' outputs, and a place for its own.</summary>
public sealed class StageContext(string stage, Run run)
{
    /// <summary>The run's request.</summary>
    public RunRequest Request => run.Request;

    /// <summary>The run's folder.</summary>
    public RunFolder Folder => run.Folder;

    /// <summary>One line on what was done, for people; set before the stage ends.</summary>
    public string? Summary { get; set; }

    /// <summary>Output of an earlier stage.</summary>
    /// <exception cref="DeployError">DC9003: no stage has given it.</exception>
    public T Get<T>(OutputKey<T> key) =>
        TryGet(key, out var value) ? value : throw InternalErrors.StageGraph($"no stage has given '{key.Name}' to '{stage}'");

    /// <summary>Output of an earlier stage, if it got that far.</summary>
    public bool TryGet<T>(OutputKey<T> key, out T value)
    {
        var found = run.Journal.Last(JournalKinds.Output, key.Name);
        value = found is { } json ? json.Deserialize<T>(JsonFormat.Compact)! : default!;
        return found is not null;
    }

    /// <summary>Hands a value over to later stages. It is durable from here on.</summary>
    public void Set<T>(OutputKey<T> key, T value) => run.Journal.Append(JournalKinds.Output, stage, key.Name, value);

    /// <summary>Says where the work stands; shown live and kept in the journal.</summary>
    public void Progress(string message)
    {
        run.Journal.Append(JournalKinds.Progress, stage, null, message);
        Log(message);
    }

    /// <summary>Keeps a fact of the stage in the journal.</summary>
    /// <param name="kind">One of <see cref="JournalKinds"/>.</param>
    /// <param name="data">A plain record.</param>
    public void Record(string kind, object data) => run.Journal.Append(kind, stage, null, data);

    /// <summary>Facts of one kind that stages have kept, oldest first.</summary>
    public IReadOnlyList<T> Recorded<T>(string kind) =>
        [.. run.Journal.Entries.Where(entry => entry.Kind == kind && entry.Data is not null).Select(entry => entry.Data!.Value.Deserialize<T>(JsonFormat.Compact)!)];

    /// <summary>Adds a line to the stage's log.</summary>
    public void Log(string line) => run.Folder.AppendLog(stage, line);
}
