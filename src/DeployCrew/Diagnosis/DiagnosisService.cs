using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Runs;

namespace DeployCrew.Diagnosis;

/// <summary>Says by rules why a run failed. It reads what the run has left, and changes nothing.</summary>
/// <param name="runs">The runs on disk.</param>
public sealed class DiagnosisService(RunStore runs)
{
    /// <summary>Diagnoses a run, by its name or an end or beginning of it; null is the newest.</summary>
    public RunDiagnosis Diagnose(string? run)
    {
        var folder = runs.Find(run);
        var status = RunStore.StatusOf(folder);
        var failed = status.Stages.FirstOrDefault(stage => stage.Status == StageStatus.Failed);
        var name = failed?.Name ?? status.Stage;
        var done = status.Stages.Where(stage => stage.Status == StageStatus.Done).Select(stage => stage.Name).ToHashSet(StringComparer.Ordinal);
        var error = failed?.Error ?? status.Report?.Error;
        var hasFailed = error is not null || status.Report is null or { Verdict: Verdict.RolledBack or Verdict.NotVerified or Verdict.Inconclusive or Verdict.Failed };
        IReadOnlyList<Observation> lines = hasFailed ? new EvidenceReader(folder, name, done).Read(status) : [];
        return new RunDiagnosis(folder.RunId, status.State, name, error?.Code, error?.Message, lines.Count, SignatureMatcher.Judge(lines, name)) { HasFailed = hasFailed };
    }
}
