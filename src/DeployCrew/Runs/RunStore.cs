using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Runs;
using DeployCrew.Pipeline;
using DeployCrew.Plans;
using DeployCrew.Teams;

namespace DeployCrew.Runs;

/// <summary>The runs on disk.</summary>
/// <param name="home">Where they are.</param>
/// <param name="time">The clock.</param>
/// <param name="claimed">Runs that a worker carries out for its team: what is written to their journals goes there first. Null: this machine has runs of its own.</param>
public sealed class RunStore(Home home, TimeProvider time, ClaimedRuns? claimed = null)
{
    /// <summary>Makes a run's folder, with its own copy of the requirements and its journal begun.</summary>
    /// <param name="request">What it is to do.</param>
    /// <param name="requirements">The requirements as they were checked.</param>
    /// <param name="plan">The approved plan that it applies, or null.</param>
    public Run Create(RunRequest request, string requirements, PlanRecord? plan)
    {
        var id = $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{request.Project}-{request.Environment}-{Guid.NewGuid().ToString("N")[..4]}";
        // Under another name until its first entry is on disk: a run that can be seen can be resumed.
        var folder = new RunFolder(Path.Combine(home.Runs, id));
        var partial = new RunFolder(Path.Combine(home.Runs, "." + id));
        Directory.CreateDirectory(partial.Path);
        File.WriteAllText(partial.RequirementsFile, requirements);
        if (request is { HasInputs: true, App: { } app })
            File.Copy(app, partial.AppFile);
        if (plan is not null)
            PlanStore.Write(partial.PlanFile, plan);
        using (var begun = Journal.Open(partial.JournalFile, time))
            begun.Append(JournalKinds.RunStarted, null, null, request);
        Directory.Move(partial.Path, folder.Path);
        var run = new Run(request, folder, Journal.Open(folder.JournalFile, time));
        return run;
    }

    /// <summary>Opens a run to go on with it.</summary>
    /// <exception cref="DeployError">DC9006: there is none of that name.</exception>
    public Run Open(string id)
    {
        var folder = Find(id);
        var journal = Journal.Open(folder.JournalFile, time, claimed?.WriterOf(folder));
        return new Run(RequestOf(folder, journal.Entries), folder, journal);
    }

    /// <summary>The folder of a run, by its name or an unambiguous beginning or end of it; null is the newest run.</summary>
    /// <exception cref="DeployError">DC9006: there is none of that name.</exception>
    public RunFolder Find(string? id)
    {
        var all = All();
        var found = id is null ? all.FirstOrDefault() : all.FirstOrDefault(run => run.RunId == id)
            ?? (all.Where(run => run.RunId.StartsWith(id, StringComparison.Ordinal) || run.RunId.EndsWith(id, StringComparison.Ordinal)).ToArray() is [var only] ? only : null);
        return found ?? throw InternalErrors.RunNotFound(id ?? "(newest)", home.Runs);
    }

    /// <summary>Every run, newest first.</summary>
    public IReadOnlyList<RunFolder> All() => Directory.Exists(home.Runs)
        ? [.. Directory.GetDirectories(home.Runs).Where(folder => Path.GetFileName(folder)[0] != '.')
            .OrderByDescending(folder => Path.GetFileName(folder), StringComparer.Ordinal).Select(folder => new RunFolder(folder))]
        : [];

    /// <summary>What a run is and how far it came, from its journal.</summary>
    public static RunStatus StatusOf(RunFolder folder) => StatusOf(folder, Journal.ReadMilestones(folder.JournalFile));

    /// <summary>The same, from a journal that was read already.</summary>
    public static RunStatus StatusOf(RunFolder folder, IReadOnlyList<JournalEntry> entries)
    {
        var request = RequestOf(folder, entries);
        var ended = entries.LastOrDefault(entry => entry.Kind == JournalKinds.RunEnded);
        var resumed = entries.LastOrDefault(entry => entry.Kind is JournalKinds.RunResumed);
        var report = ended is not null && (resumed is null || resumed.Sequence < ended.Sequence) ? ended.Data?.Deserialize<RunReport>(JsonFormat.Compact) : null;
        var stages = entries.Where(entry => entry.Kind == JournalKinds.StageEnded && entry.Data is not null)
            .Select(entry => entry.Data!.Value.Deserialize<Core.Stages.StageResult>(JsonFormat.Compact)!)
            .GroupBy(stage => stage.Name).Select(group => group.Last()).ToArray();
        var current = entries.LastOrDefault(entry => entry.Kind is JournalKinds.StageStarted or JournalKinds.StageEnded);
        return new RunStatus(
            folder.RunId, request.Project, request.Environment, request.Target, entries[0].At, report is null ? "open" : report.Verdict.ToString(),
            current is { Kind: JournalKinds.StageStarted } ? current.Source : null, stages, report?.Url, report);
    }

    /// <summary>What a run was asked to do.</summary>
    public static RunRequest RequestOf(RunFolder folder) => RequestOf(folder, Journal.ReadMilestones(folder.JournalFile));

    /// <summary>The same, from entries that have been read.</summary>
    public static RunRequest RequestOf(RunFolder folder, IReadOnlyList<JournalEntry> entries)
    {
        var request = (entries.FirstOrDefault(entry => entry.Kind == JournalKinds.RunStarted)?.Data)?.Deserialize<RunRequest>(JsonFormat.Compact)
            ?? throw InternalErrors.JournalDamaged(folder.JournalFile, 1);
        // Paths of another machine are of no use here; what they name came with the run.
        return request.HasInputs ? request with { RequirementsFile = folder.RequirementsFile, App = File.Exists(folder.AppFile) ? folder.AppFile : null } : request;
    }

    /// <summary>What a run that only plans has found; null for others, and before it has.</summary>
    public static DeploymentPlan? PlanOf(IReadOnlyList<JournalEntry> entries) => entries
        .LastOrDefault(entry => entry.Kind == JournalKinds.Output && entry.Key == Outputs.Planned.Name)?.Data?.Deserialize<DeploymentPlan>(JsonFormat.Compact);
}

/// <summary>A run as <c>status</c> and <c>runs</c> show it.</summary>
/// <param name="RunId">Name.</param>
/// <param name="Project">Project.</param>
/// <param name="Environment">Environment.</param>
/// <param name="Target">Target.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="State">A verdict, or <c>open</c>: it runs, or can be resumed.</param>
/// <param name="Stage">The stage that was begun last and has not ended, or null.</param>
/// <param name="Stages">Stages that have ended.</param>
/// <param name="Url">Address, when there is one.</param>
/// <param name="Report">Its report, when it has ended.</param>
public sealed record RunStatus(
    string RunId, string Project, string Environment, string Target, DateTimeOffset StartedAt, string State, string? Stage,
    IReadOnlyList<Core.Stages.StageResult> Stages, string? Url, RunReport? Report);
