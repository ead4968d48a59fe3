using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Registry;
using DeployCrew.Pipeline;
using DeployCrew.Preflight;
using DeployCrew.Rollouts;
using DeployCrew.Targets;

namespace DeployCrew.Verification;

/// <summary>Looks, apart from any run, whether what should be live is, and whether a new version could go out. Changes nothing.</summary>
public sealed class VerifyService
{
    private readonly TargetFactory targets;
    private readonly TimeProvider time;

    internal VerifyService(TargetFactory targets, TimeProvider time)
    {
        this.targets = targets;
        this.time = time;
    }

    /// <summary>The checks that a run's verifier makes, against what the contract says is live.</summary>
    /// <exception cref="Core.Errors.DeployError">DC5005: nothing was deployed yet.</exception>
    public async Task<Evidence> LookAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var (target, document, contract) = await OpenAsync(request, cancellationToken);
        var identity = await target.Caller.GetAsync(cancellationToken);
        var verification = new ServiceVerification(target.Rollouts, target.TargetHealth, target.Weights, new HttpsProbe(time));
        var checks = new List<Check>();
        var seen = new SortedDictionary<string, ServiceEvidence>(StringComparer.Ordinal);
        foreach (var (name, service) in ResolvedServices.In(document, request.Environment))
        {
            var rollout = new ServiceRollout(name, service, contract, PushedService.Of(contract[ContractKeys.Image(name)]));
            seen[name] = await verification.LookAsync(rollout, contract.Find(ContractKeys.CaCertificate), cancellationToken);
            var live = new RolledOutService(seen[name].TaskDefinition, seen[name].Deployment?.Arn, seen[name].Deployment?.TargetRevisionArn);
            checks.AddRange(ServiceVerification.Judge(rollout, seen[name], live, time.GetUtcNow()));
        }

        return new Evidence(
            "", time.GetUtcNow(), identity.Account, contract[ContractKeys.Url], checks.All(check => check.Holds) ? Verdict.Verified : Verdict.NotVerified, checks, seen);
    }

    /// <summary>Whether a new version could be rolled out now.</summary>
    public async Task<IReadOnlyList<PreflightResult>> PreflightAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var (target, document, contract) = await OpenAsync(request, cancellationToken);
        using var http = RegistryClient.NewHttpClient();
        var checks = new RolloutChecks(target, contract, ImageGate.Of(target, new RegistryClient(http, time), time));
        var all = ResolvedServices.In(document, request.Environment).SelectMany(service => checks.Of(service.Key, service.Value))
            .Append(QuotaChecks.TwiceTheTasks(document, request.Environment));
        return await Task.WhenAll(all.Select(check => check.RunAsync(target.Facts, time, cancellationToken)));
    }

    private async Task<(DeployTarget Target, RequirementsDocument Document, Contract Contract)> OpenAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var document = RequirementsReader.Load(request.RequirementsFile).Document;
        var target = await targets.OpenAsync(request, document, cancellationToken);
        return (target, document, await Contract.ReadAsync(target.Contracts, request, cancellationToken));
    }
}
