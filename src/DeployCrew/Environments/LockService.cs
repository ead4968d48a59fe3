using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Targets;

namespace DeployCrew.Environments;

/// <summary>Shows the lock on an environment's state, and breaks it on request.</summary>
public sealed class LockService
{
    private readonly TargetFactory targets;

    internal LockService(TargetFactory targets) => this.targets = targets;

    /// <summary>The lock that is held; null when the state is free, or the target has no locks.</summary>
    /// <param name="request">Names the environment.</param>
    /// <param name="breakId">Id of the lock to break; null only shows it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<StackLock?> FindAsync(RunRequest request, string? breakId, CancellationToken cancellationToken)
    {
        var document = RequirementsReader.Load(request.RequirementsFile).Document;
        var target = await targets.OpenAsync(request, document, cancellationToken);
        if (target.Locks is not { } locks)
            return null;
        var (model, configuration) = (StackBlueprint.Create(document), StackBlueprint.Configuration(document, request.Environment));
        if (breakId is not null)
            await locks.BreakAsync(model, configuration, breakId, cancellationToken);
        return await locks.FindAsync(model, configuration, cancellationToken);
    }
}
