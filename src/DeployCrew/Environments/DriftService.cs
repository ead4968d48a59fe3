using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Plans;
using DeployCrew.Targets;

namespace DeployCrew.Environments;

/// <summary>Finds what was changed in an environment behind the engine's back.</summary>
public sealed class DriftService
{
    private readonly TargetFactory targets;

    internal DriftService(TargetFactory targets) => this.targets = targets;

    /// <summary>How the world differs from the engine's state. Changes nothing.</summary>
    /// <exception cref="DeployError">DC4085: the environment was never applied.</exception>
    public async Task<StackPreview> FindAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var written = RequirementsReader.Load(request.RequirementsFile).Document;
        var target = await targets.OpenAsync(request, written, cancellationToken);
        await AccountCheck.RequireAsync(target, written, request.Environment, cancellationToken);
        return await FindAsync(target, request, written, cancellationToken);
    }

    internal static async Task<StackPreview> FindAsync(
        DeployTarget target, RunRequest request, RequirementsDocument written, CancellationToken cancellationToken)
    {
        var document = await AppliedRequirements.ReadAsync(target.Contracts, request.Project, request.Environment, cancellationToken) ?? written;
        var (model, configuration) = (StackBlueprint.Create(document), StackBlueprint.Configuration(document, request.Environment));
        if (await target.Stacks.OutputsAsync(model, configuration, cancellationToken) is null)
            throw PlanErrors.NeverApplied($"{request.Project}/{request.Environment}");
        return await target.Stacks.DriftAsync(model, configuration, cancellationToken);
    }
}
