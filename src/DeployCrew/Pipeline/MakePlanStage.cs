using DeployCrew.Core.Errors;
using DeployCrew.Core.Stages;
using DeployCrew.Infra.Engines;
using DeployCrew.Plans;

namespace DeployCrew.Pipeline;

/// <summary>Of a run that only plans: finds out what a run like it would do, and keeps that as a plan to be approved and applied.</summary>
internal sealed class MakePlanStage(PlanService plans) : IStage
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromHours(24);

    public string Name => StageNames.Plan;

    public IReadOnlyList<string> DependsOn => [];

    public TimeSpan Timeout => TimeSpan.FromHours(1); // it builds

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        // The plan is of the run that will apply it, not of this one.
        var plan = await plans.MakeAsync(context.Request with { PlanOnly = false, HasInputs = false }, ValidFor, new Told(context), cancellationToken);
        context.Set(Outputs.Planned, plan);
        int Count(ChangeKind kind) => plan.Changes.Count(change => change.Kind == kind);
        context.Summary = $"{Count(ChangeKind.Create)} to create, {Count(ChangeKind.Update)} to update, {Count(ChangeKind.Replace)} to replace, {Count(ChangeKind.Delete)} to delete, {plan.Unchanged} unchanged";
        if (plan.Refusals.Count > 0)
            throw PlanErrors.CannotBeApplied(plan.Refusals);
    }

    private sealed class Told(StageContext context) : IProgress<string>
    {
        public void Report(string value) => context.Progress(value);
    }
}
