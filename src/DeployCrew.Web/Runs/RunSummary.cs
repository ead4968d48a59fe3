using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Runs;

namespace DeployCrew.Web.Runs;

/// <summary>A run, for the page and the API. Public, as components are, which Razor makes.</summary>
/// <param name="RunId">Its name.</param>
/// <param name="Kind">deploy | plan | rollback | destroy.</param>
/// <param name="Project">Project.</param>
/// <param name="Environment">Environment.</param>
/// <param name="Target">local | aws.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="State">running, stopped (it can be resumed), or a verdict.</param>
/// <param name="Stage">The stage that is under way, or null.</param>
/// <param name="Stages">Stages that have ended.</param>
/// <param name="Url">Where it serves, or null.</param>
/// <param name="Seconds">Time that it took; null before its end.</param>
/// <param name="Images">Image by digest of each service.</param>
/// <param name="Error">Why it did not end well, or null.</param>
/// <param name="HasEvidence">Whether the verifier has looked.</param>
/// <param name="HasBundle">Whether it has written a bundle.</param>
public sealed record RunSummary(
    string RunId, string Kind, string Project, string Environment, string Target, DateTimeOffset StartedAt, string State, string? Stage, IReadOnlyList<StageResult> Stages,
    string? Url, double? Seconds, IReadOnlyDictionary<string, string> Images, ErrorReport? Error, bool HasEvidence, bool HasBundle)
{
    /// <summary>Whether it has come to the end that it was to come to, so that there is nothing to resume.</summary>
    public bool IsComplete => State is "verified" or "unchanged" or "planned" or "destroyed";

    internal static RunSummary Of(RunFolder folder, IRunDirector director) => Of(folder, director, Journal.ReadMilestones(folder.JournalFile));

    internal static RunSummary Of(RunFolder folder, IRunDirector director, IReadOnlyList<JournalEntry> entries)
    {
        var status = RunStore.StatusOf(folder, entries);
        var state = status.Report is { } ended ? JsonNamingPolicy.CamelCase.ConvertName($"{ended.Verdict}") : director.ActivityOf(folder.RunId) switch { RunActivity.Running => "running", RunActivity.Queued => "queued", _ => "stopped" };
        return new(
            status.RunId, RunKind.Of(RunStore.RequestOf(folder, entries)), status.Project, status.Environment, status.Target, status.StartedAt, state, state == "running" ? status.Stage : null, status.Stages, status.Url, status.Report?.Seconds,
            status.Report?.Images ?? new Dictionary<string, string>(), status.Report?.Error ?? director.RefusalOf(folder.RunId), File.Exists(folder.EvidenceFile), Directory.Exists(folder.Bundle));
    }
}
