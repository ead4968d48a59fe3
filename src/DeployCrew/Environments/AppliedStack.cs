using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Guards;
using DeployCrew.Infra.Model;
using DeployCrew.Plans;
using DeployCrew.Targets;

namespace DeployCrew.Environments;

/// <summary>An environment's stack as it was applied last.</summary>
/// <param name="Target">Where it is.</param>
/// <param name="Account">Account that the credentials belong to.</param>
/// <param name="Model">The stack.</param>
/// <param name="Configuration">Its configuration.</param>
/// <param name="NeedsApproval">Whether plans of the environment are to be approved.</param>
internal sealed record AppliedStack(DeployTarget Target, string Account, StackModel Model, StackConfiguration Configuration, bool NeedsApproval)
{
    /// <summary>Names of resources whose data is protected.</summary>
    public IReadOnlyList<string> Protected { get; } = Destruction.Protected(Model, Configuration);

    /// <exception cref="DeployError">DC4085 nothing is there, DC4069 the credentials are for another account.</exception>
    public static async Task<AppliedStack> OpenAsync(TargetFactory targets, RunRequest request, CancellationToken cancellationToken)
    {
        var written = RequirementsReader.Load(request.RequirementsFile).Document;
        var target = await targets.OpenAsync(request, written, cancellationToken);
        var account = await AccountCheck.RequireAsync(target, written, request.Environment, cancellationToken);
        var applied = await AppliedRequirements.ReadAsync(target.Contracts, request.Project, request.Environment, cancellationToken);
        var (model, configuration) = (StackBlueprint.Create(applied ?? written), StackBlueprint.Configuration(applied ?? written, request.Environment));
        if (await target.Stacks.OutputsAsync(model, configuration, cancellationToken) is null)
            throw PlanErrors.NeverApplied($"{request.Project}/{request.Environment}");
        return new(target, account, model, configuration, PlanService.NeedsApproval(request, written, applied));
    }

    /// <summary>What destroying it would delete.</summary>
    public async Task<DestructionPreview> PreviewAsync(RunRequest request, CancellationToken cancellationToken)
    {
        // What would still have to be created is not there to be deleted.
        var there = (await Target.Stacks.PreviewAsync(Model, Configuration, cancellationToken)).Changes.Where(change => change.Kind != ChangeKind.Create);
        return new(
            request.Project, request.Environment, request.Target, Target.Stacks.Name, Account, Configuration.Values.GetValueOrDefault("aws:region") as string ?? "",
            [.. there.Select(change => new DoomedResource(change.Type, change.Name)).OrderBy(resource => resource.Name, StringComparer.Ordinal)], Protected)
        {
            NeedsApproval = NeedsApproval,
        };
    }
}
