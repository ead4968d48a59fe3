using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Guards;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;
using DeployCrew.Preflight;
using DeployCrew.Targets;

namespace DeployCrew.Plans;

/// <summary>Looks at what applying a stack would do, before it is done. Changes nothing.</summary>
internal sealed class StackAssessor(DeployTarget target, TimeProvider time)
{
    /// <summary>Previews the stack and collects every reason why it must not be applied.</summary>
    public async Task<StackAssessment> AssessAsync(RunRequest request, RequirementsDocument document, CancellationToken cancellationToken)
    {
        var model = StackBlueprint.Create(document);
        var configuration = StackBlueprint.Configuration(document, request.Environment);
        var account = await AccountCheck.RequireAsync(target, document, request.Environment, cancellationToken);
        var preview = await target.Stacks.PreviewAsync(model, configuration, cancellationToken);
        var previous = await AppliedRequirements.ReadAsync(target.Contracts, request.Project, request.Environment, cancellationToken);
        var findings = PolicyGate.Findings(document, model, configuration, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        List<DeployError?> refusals =
        [
            Losses(request, preview),
            await LiveTraffic.LostAsync(target, document, request.Environment, cancellationToken),
            await OrphansAsync(request, preview, cancellationToken),
            Unexplained(request, preview, previous, (model, configuration)),
            Gate(document, findings),
            Budget(document),
            await PreflightAsync(document, model, configuration, preview, cancellationToken),
        ];
        return new(model, configuration, preview, account, previous, findings, [.. refusals.OfType<DeployError>()]);
    }

    // Only what is created can be in the way of something, or lack a quota.
    private async Task<DeployError?> PreflightAsync(
        RequirementsDocument document, StackModel model, StackConfiguration configuration, StackPreview preview, CancellationToken cancellationToken)
    {
        if (preview.Count(ChangeKind.Create) == 0)
            return null;
        var results = await PreflightChecks.RunAsync(target.Facts, document, model, configuration, preview, time, cancellationToken);
        var failed = results.Where(result => result.Status == PreflightStatus.Fail).Select(result => $"{result} → {result.Remedy}").ToArray();
        return failed.Length == 0 ? null : PlanErrors.PreflightFailed(failed);
    }

    private static DeployError? Gate(RequirementsDocument document, IReadOnlyList<Finding> findings)
    {
        var stopping = PolicyGate.Stopping(findings, document.Policy.FailOn);
        return stopping.Count == 0 ? null : PlanErrors.Findings(document.Policy.FailOn, [.. stopping.Select(finding => finding.ToString())]);
    }

    // What has no price is not in the total: what is refused costs more for certain.
    private static DeployError? Budget(RequirementsDocument document)
    {
        if (document.Budget is not { } budget)
            return null;
        var check = BudgetCheck.Of(CostEstimate.Of(document), budget.MonthlyUsd);
        return check.IsExceeded ? PlanErrors.OverBudget(check.TotalUsd, budget.MonthlyUsd) : null;
    }

    private static DeployError? Losses(RunRequest request, StackPreview preview)
    {
        var lost = StatefulResources.Lost(preview, [.. request.AcceptedLosses]);
        return lost.Count == 0 ? null
            : PlanErrors.StatefulLoss([.. lost.Select(change => change.Name)], [.. lost.Select(change => change.ToString())]);
    }

    private async Task<DeployError?> OrphansAsync(RunRequest request, StackPreview preview, CancellationToken cancellationToken)
    {
        if (!preview.IsStateEmpty)
            return null;
        var tags = new Dictionary<string, string> { ["project"] = request.Project, ["environment"] = request.Environment, ["managed-by"] = "deploycrew" };
        var found = await target.Tagged.FindAsync(tags, cancellationToken);
        // Keys wait thirty days for their deletion, and revisions of task definitions are never gone: both outlive a stack that was destroyed.
        string[] left = [.. found.Where(arn => !arn.Contains(":kms:", StringComparison.Ordinal) && !arn.Contains(":task-definition/", StringComparison.Ordinal))];
        return left.Length == 0 ? null : PlanErrors.StateIsEmpty($"{request.Project}/{request.Environment}", left);
    }

    private static DeployError? Unexplained(
        RunRequest request, StackPreview preview, RequirementsDocument? previous, (StackModel Model, StackConfiguration Configuration) now)
    {
        if (request.AcceptUnexplained || previous is null)
            return null;
        var before = (StackBlueprint.Create(previous), StackBlueprint.Configuration(previous, request.Environment));
        var changes = ExplainedChanges.Unexplained(preview, before, now);
        return changes.Count == 0 ? null : PlanErrors.Unexplained([.. changes.Select(change => change.ToString())]);
    }
}
