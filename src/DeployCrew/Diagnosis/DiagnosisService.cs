using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Diagnosis.Models;
using DeployCrew.Diagnosis.Proposals;
using DeployCrew.Runs;

namespace DeployCrew.Diagnosis;

/// <summary>Says why a run failed: by rules, and where they are unsure by a model, if there is one. It reads what the run has left, and changes nothing.</summary>
/// <param name="runs">The runs on disk.</param>
public sealed class DiagnosisService(RunStore runs)
{
    /// <summary>Diagnoses a run by rules.</summary>
    /// <param name="run">Its name, or an end or beginning of it; null is the newest.</param>
    public RunDiagnosis Diagnose(string? run)
    {
        var folder = runs.Find(run);
        return Judge(folder).Diagnosis;
    }

    /// <summary>Diagnoses a run by rules, and asks a model where no rule is sure.</summary>
    /// <param name="run">Its name, or an end or beginning of it; null is the newest.</param>
    /// <param name="models">Who may be asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeployError">DC2025 to DC2032: the model gave no answer that passes its checks.</exception>
    public async Task<RunDiagnosis> DiagnoseAsync(string? run, ModelHost models, CancellationToken cancellationToken)
    {
        var folder = runs.Find(run);
        var (diagnosis, lines) = Judge(folder);
        if (!diagnosis.HasFailed || lines.Count == 0 || diagnosis.Candidates.FirstOrDefault() is { Confidence: not Confidence.Unsure })
            return diagnosis;
        var question = DiagnosisQuestion.Of(
            $"{diagnosis.Code} {diagnosis.Message}", DiagnosisQuestion.Choose(lines), await File.ReadAllTextAsync(folder.RequirementsFile, cancellationToken), models.NameOf(models.TierOf(ModelTask.Diagnose)));
        var (candidate, calls) = await new ModelDialogue(models).AskAsync(question, cancellationToken);
        return diagnosis with { Calls = calls, Candidates = candidate is null ? diagnosis.Candidates : [candidate, .. diagnosis.Candidates] };
    }

    /// <summary>The requirements that the first cause's proposal makes of the file that the run was made from. Nothing is written.</summary>
    /// <param name="diagnosis">What was said of the run.</param>
    /// <returns>The file, and its new text.</returns>
    /// <exception cref="DeployError">DC2036: nothing is proposed; DC2037: the file is not what the run was made from any more.</exception>
    public (string File, string Text) Take(RunDiagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        var folder = runs.Find(diagnosis.RunId);
        if (diagnosis.Candidates.FirstOrDefault()?.Proposal is not { } proposal)
            throw ModelErrors.NothingProposed(diagnosis.RunId);
        var file = RunStore.RequestOf(folder).RequirementsFile;
        var text = File.ReadAllText(folder.RequirementsFile);
        if (!File.Exists(file) || File.ReadAllText(file) != text)
            throw ModelErrors.RequirementsChanged(file, diagnosis.RunId);
        return (file, RequirementsChange.Apply(text, proposal));
    }

    private static (RunDiagnosis Diagnosis, IReadOnlyList<Observation> Lines) Judge(RunFolder folder)
    {
        var status = RunStore.StatusOf(folder);
        var failed = status.Stages.FirstOrDefault(stage => stage.Status == StageStatus.Failed);
        var name = failed?.Name ?? status.Stage;
        var done = status.Stages.Where(stage => stage.Status == StageStatus.Done).Select(stage => stage.Name).ToHashSet(StringComparer.Ordinal);
        var error = failed?.Error ?? status.Report?.Error;
        var hasFailed = error is not null || status.Report is null or { Verdict: Verdict.RolledBack or Verdict.NotVerified or Verdict.Inconclusive or Verdict.Failed };
        IReadOnlyList<Observation> lines = hasFailed ? new EvidenceReader(folder, name, done).Read(status) : [];
        var candidates = WithProposals(SignatureMatcher.Judge(lines, name), folder);
        return (new RunDiagnosis(folder.RunId, status.State, name, error?.Code, error?.Message, lines.Count, candidates) { HasFailed = hasFailed }, lines);
    }

    private static IReadOnlyList<Candidate> WithProposals(IReadOnlyList<Candidate> candidates, RunFolder folder)
    {
        if (candidates.Count == 0 || !File.Exists(folder.RequirementsFile))
            return candidates;
        var text = File.ReadAllText(folder.RequirementsFile);
        var document = RequirementsReader.Read(Path.GetFileName(folder.RequirementsFile), text).Document;
        return [.. candidates.Select(candidate => candidate with { Proposal = RuleProposal.Of(candidate, text, document) })];
    }
}
