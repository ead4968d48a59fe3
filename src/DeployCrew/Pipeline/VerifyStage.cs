using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Rollouts;
using DeployCrew.Verification;

namespace DeployCrew.Pipeline;

/// <summary>Looks at the environment from outside, writes the evidence, and says what follows from it.</summary>
internal sealed class VerifyStage(IContractStore contracts, ICallerIdentity caller, ServiceVerification services, EvidenceFiles files, TimeProvider time) : IStage
{
    public string Name => StageNames.Verify;

    public IReadOnlyList<string> DependsOn { get; init; } = [StageNames.Push];

    public IReadOnlyList<string> RunsAfter { get; init; } = [StageNames.Rollout];

    public TimeSpan Timeout => TimeSpan.FromMinutes(5);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var contract = await Contract.ReadAsync(contracts, context.Request, cancellationToken);
        var identity = await caller.GetAsync(cancellationToken);
        var authority = contract.Find(ContractKeys.CaCertificate);
        if (authority is not null)
            await File.WriteAllTextAsync(context.Folder.CaCertificateFile, authority, cancellationToken);
        var checks = new List<Check>();
        var seen = new SortedDictionary<string, ServiceEvidence>(StringComparer.Ordinal);
        var rolledOut = context.TryGet(Outputs.Rollout, out var rollout);
        foreach (var (name, service) in context.Services())
        {
            var one = new ServiceRollout(name, service, contract, context.Get(Outputs.Pushed)[name]);
            seen[name] = await services.LookAsync(one, authority, cancellationToken) with { Documents = one.Pushed.Attached };
            checks.AddRange(ServiceVerification.Judge(one, seen[name], rolledOut ? rollout[name] : null, time.GetUtcNow()));
        }

        var analysis = context.Recorded<AnalysisSample>(JournalKinds.RolloutAnalysis);
        var verdict = VerdictOf(checks, [.. seen.Values], analysis, rolledOut && rollout.Values.All(one => one.Deployment is null));
        var evidence = new Evidence(
            context.Folder.RunId, time.GetUtcNow(), identity.Account, contract[ContractKeys.Url], verdict, checks, seen)
        {
            Timeline = context.Recorded<RolloutSample>(JournalKinds.RolloutSample),
            Analysis = analysis,
        };
        await files.WriteAsync(context.Folder, evidence, cancellationToken);
        context.Set(Outputs.Evidence, evidence);
        context.Summary = $"{checks.Count(check => check.Holds)} of {checks.Count} checks hold: {evidence.Verdict}";
        if (evidence.Verdict == Verdict.NotVerified)
            throw NotVerified(evidence);
        if (evidence.Verdict is Verdict.Verified or Verdict.Unchanged)
            await RecordAsync(contract, context, cancellationToken);
    }

    // The contract's word for what is live, for the next rollout and for people.
    private async Task RecordAsync(Contract contract, StageContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, pushed) in context.Get(Outputs.Pushed))
        {
            if (contract.Find(ContractKeys.Image(name)) != pushed.Reference)
                await contracts.WriteAsync(contract.NameOf(ContractKeys.Image(name)), pushed.Reference, cancellationToken);
        }
    }

    // Not ours, but something that answers: the earlier version serves. That is a rollback, and no success.
    internal static Verdict VerdictOf(IReadOnlyList<Check> checks, IReadOnlyList<ServiceEvidence> seen, IReadOnlyList<AnalysisSample> analysis, bool unchanged)
    {
        if (checks.All(check => check.Holds))
            return unchanged ? Verdict.Unchanged : Verdict.Verified;
        if (seen.All(service => service.Deployment?.Status != ServiceDeploymentStatus.RollbackSuccessful)
            || seen.Any(service => service.Probes.Any(probe => !probe.Succeeded)))
            return Verdict.NotVerified;
        // Nobody could tell, or said, in time whether the new version is good.
        var undecided = seen.Any(service => service.Deployment is { } deployment && AnalysisEnd.Of(analysis, deployment) is { Outcome: AnalysisOutcome.Inconclusive });
        return undecided ? Verdict.Inconclusive : Verdict.RolledBack;
    }

    internal static DeployError NotVerified(Evidence evidence) => VerifyErrors.NotVerified(
        evidence.Url,
        [.. evidence.Checks.Where(check => !check.Holds).Select(check => $"{check.Service}: {check.What}: {check.Seen}")],
        [.. evidence.Services.Values.SelectMany(service => service.Probes.TakeLast(1)).SelectMany(probe => probe.Transcript)]);
}
