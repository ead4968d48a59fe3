using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Plans;
using DeployCrew.Targets;

namespace DeployCrew.Preflight;

/// <summary>Looks, before anything is created, whether it could be. Changes nothing.</summary>
public sealed class PreflightService
{
    private readonly TargetFactory targets;
    private readonly TimeProvider time;

    internal PreflightService(TargetFactory targets, TimeProvider time)
    {
        this.targets = targets;
        this.time = time;
    }

    /// <summary>Makes every check for an environment.</summary>
    /// <param name="request">Names it.</param>
    /// <param name="requestQuotas">Whether AWS is asked to raise quotas that are too small.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<PreflightResult>> RunAsync(RunRequest request, bool requestQuotas, CancellationToken cancellationToken)
    {
        var document = RequirementsReader.Load(request.RequirementsFile).Document;
        var target = await targets.OpenAsync(request, document, cancellationToken);
        PreflightResult account;
        try
        {
            account = PreflightResult.Ok("credentials", $"account {await AccountCheck.RequireAsync(target, document, request.Environment, cancellationToken)}");
        }
        catch (DeployError error)
        {
            return [PreflightResult.Fail("credentials", error.Message, error.Remedy)];
        }

        var (model, configuration) = (StackBlueprint.Create(document), StackBlueprint.Configuration(document, request.Environment));
        var preview = await target.Stacks.PreviewAsync(model, configuration, cancellationToken);
        var results = await PreflightChecks.RunAsync(target.Facts, document, model, configuration, preview, time, cancellationToken);
        return [account, .. requestQuotas ? await Task.WhenAll(results.Select(result => AskAsync(target, result, cancellationToken))) : results];
    }

    private static async Task<PreflightResult> AskAsync(DeployTarget target, PreflightResult result, CancellationToken cancellationToken)
    {
        if (result.Quota is not { } need)
            return result;
        var asked = await target.Facts.Account.RequestQuotaAsync(need.Quota, need.Value, cancellationToken);
        return result with { Remedy = $"AWS was asked for {need.Value:0}: request {asked}. Run this again when it is granted." };
    }
}
