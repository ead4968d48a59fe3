using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;
using DeployCrew.Infra.Engines;
using DeployCrew.Plans;
using DeployCrew.Targets;

namespace DeployCrew.Pipeline;

/// <summary>Applies the stack of the environment, unless something stands against it, and finds that it has written its contract.</summary>
internal sealed class ProvisionStage(DeployTarget target, TimeProvider time) : IStage
{
    public string Name => StageNames.Provision;

    public IReadOnlyList<string> DependsOn => [StageNames.Generate];

    public TimeSpan Timeout => TimeSpan.FromMinutes(45);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var document = context.Requirements();
        var assessment = await new StackAssessor(target, time).AssessAsync(context.Request, document, cancellationToken);
        CheckPlan(context, document, assessment);
        if (assessment.Refusals.Count > 0)
            throw PlanErrors.Refused(assessment.Refusals);
        await File.WriteAllTextAsync(context.Folder.PreviewFile, JsonSerializer.Serialize(assessment.Lines(), JsonFormat.Indented), cancellationToken);
        // Whoever takes the run over has to know that it was begun: the preview goes with this entry.
        context.Progress($"applying {assessment.Lines().Count} changes with {target.Stacks.Name}");
        var progress = new Reported(change =>
        {
            if (change.Kind != ChangeKind.Same)
                context.Log(change.ToString());
        });
        var result = await target.Stacks.ApplyAsync(assessment.Model, assessment.Configuration, progress, cancellationToken);
        var requirements = await File.ReadAllTextAsync(context.Folder.RequirementsFile, cancellationToken);
        await AppliedRequirements.WriteAsync(target.Contracts, context.Request.Project, context.Request.Environment, requirements, cancellationToken);
        var contract = await Contract.ReadAsync(target.Contracts, context.Request, cancellationToken);
        var stack = new ProvisionedStack(
            target.Stacks.Name, result.Count(ChangeKind.Create), result.Count(ChangeKind.Update), result.Count(ChangeKind.Replace),
            result.Count(ChangeKind.Delete), result.Count(ChangeKind.Same), contract[ContractKeys.Url]);
        context.Set(Outputs.Stack, stack);
        context.Summary = $"{stack.Created} created, {stack.Updated} updated, {(stack.Replaced > 0 ? $"{stack.Replaced} replaced, " : "")}{stack.Deleted} deleted, {stack.Unchanged} unchanged ({stack.Engine})";
    }

    // Once more, with the lease held: between the check at the beginning and now, somebody else may have been here. A run that was killed while
    // it applied finds less to do than was approved; it may not find anything else.
    private static void CheckPlan(StageContext context, RequirementsDocument document, StackAssessment assessment)
    {
        if (context.Plan() is not { } plan)
        {
            // What was applied last may ask for approvals where the file does not any more.
            if (PlanService.NeedsApproval(context.Request, document, assessment.Previous))
                throw PlanErrors.NotApproved(context.Request.Environment, null);
            return;
        }

        if (plan.Binding.Account != assessment.Account)
            throw PlanErrors.Differs(plan.Hash, [$"account: approved {plan.Binding.Account}, now {assessment.Account}"]);
        if (plan.Binding.Preview == assessment.PreviewHash())
            return;
        var begun = File.Exists(context.Folder.PreviewFile);
        var approved = plan.Changes.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        if (!begun || assessment.Lines().Any(line => !approved.Contains(NameOf(line))))
            throw PlanErrors.Differs(plan.Hash, [.. PlanService.Moved(plan.Changes, assessment.Lines())]);
    }

    // 'update aws:ecs/service:Service web-service (loadBalancers)': type and name.
    private static string NameOf(string line) => string.Join(' ', line.Split(' ')[1..3]);

    /// <summary>Reports on the thread that the engine is on; <see cref="Progress{T}"/> would report later, and out of order.</summary>
    private sealed class Reported(Action<ResourceChange> report) : IProgress<ResourceChange>
    {
        public void Report(ResourceChange value) => report(value);
    }
}
