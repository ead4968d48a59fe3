using DeployCrew.Core.Errors;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;

namespace DeployCrew.Runs;

/// <summary>Reads a run's report out of its journal.</summary>
internal static class RunReports
{
    public static RunReport Of(Run run, StageEngine stages, ErrorReport? stopped, ModelUsage? models, TimeSpan took)
    {
        var context = new StageContext("report", run);
        var seen = context.TryGet(Outputs.Evidence, out var evidence);
        var pushed = context.TryGet(Outputs.Pushed, out var images) ? images : new Dictionary<string, PushedService>();
        var error = IsWithheld(stopped) ? stopped : stages.Results.Select(result => result.Error).FirstOrDefault(found => found is not null) ?? stopped;
        return new RunReport(
            run.Id, run.Request.Project, run.Request.Environment, run.Request.Target,
            IsWithheld(stopped) ? Verdict.Withheld : VerdictOf(run.Request, stages, seen ? evidence.Verdict : null),
            context.TryGet(Outputs.Stack, out var stack) ? stack.Url : seen ? evidence.Url : null,
            File.Exists(run.Folder.CaCertificateFile) ? run.Folder.CaCertificateFile : null,
            pushed.Count == 1 ? pushed.Values.First().Digest : null,
            pushed.ToDictionary(one => one.Key, one => one.Value.Reference),
            pushed.Values.Sum(one => one.BytesPushed),
            stages.Results, seen ? run.Folder.EvidenceFile : null, Directory.Exists(run.Folder.Bundle) ? run.Folder.Bundle : null,
            error, Math.Round(took.TotalSeconds, 2))
        {
            Analysis = context.Recorded<AnalysisSample>(JournalKinds.RolloutAnalysis),
            IsRollback = run.Request.Rollback is not null,
            Models = models,
        };
    }

    // Evidence of an earlier session of the run counts only while every stage since is done.
    private static Verdict VerdictOf(RunRequest request, StageEngine stages, Verdict? seen) => request switch
    {
        { PlanOnly: true } => IsDone(stages, StageNames.Plan) ? Verdict.Planned : Verdict.Failed,
        { Destroy: not null } => IsDone(stages, StageNames.Destroy) ? Verdict.Destroyed : Verdict.Failed,
        _ => stages.ResultOf(StageNames.Verify) is null ? Verdict.Failed : seen ?? Verdict.Failed,
    };

    // Whatever the agents said, and whatever is live: this run was not let.
    private static bool IsWithheld(ErrorReport? stopped) => stopped?.Code is AgentErrors.ReadOnlyCode or AgentErrors.NotApprovedCode;

    private static bool IsDone(StageEngine stages, string stage) => stages.ResultOf(stage) is { Status: StageStatus.Done };
}
