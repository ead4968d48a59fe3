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

/// <summary>Destroys one environment: its stack, and what delivery has written beside it.</summary>
public sealed class DestroyService
{
    private readonly TargetFactory targets;
    private readonly Home home;

    internal DestroyService(TargetFactory targets, Home home)
    {
        this.targets = targets;
        this.home = home;
    }

    /// <summary>What destroying an environment would delete. Changes nothing.</summary>
    /// <exception cref="DeployError">DC4085 nothing is there, DC4069 the credentials are for another account.</exception>
    public async Task<DestructionPreview> PreviewAsync(RunRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await (await AppliedStack.OpenAsync(targets, request, cancellationToken)).PreviewAsync(request, cancellationToken);
    }

    /// <summary>Destroys an environment as it was applied last.</summary>
    /// <param name="request">Names it.</param>
    /// <param name="confirmed"><c>project/environment</c>, as the user typed it.</param>
    /// <param name="includeProtected">Whether protected data goes too.</param>
    /// <param name="progress">Told of each resource as it is gone.</param>
    /// <param name="cancellationToken">Ctrl-C: what is gone is gone; the command can be repeated.</param>
    /// <exception cref="DeployError">DC4083 not confirmed, DC4084 protected data, DC4085 nothing is there; nothing was changed.</exception>
    public async Task<StackResult> DestroyAsync(
        RunRequest request, string? confirmed, bool includeProtected, IProgress<ResourceChange> progress, CancellationToken cancellationToken)
    {
        Require(request, confirmed);
        using var lease = Lease.Take(home, request.Target, request.Project, request.Environment, "destroy");
        return await DestroyUnderLeaseAsync(request, confirmed, includeProtected, progress, cancellationToken);
    }

    /// <summary>Finds that somebody typed what is to be destroyed.</summary>
    /// <exception cref="DeployError">DC4083: not so.</exception>
    public static void Require(RunRequest request, string? confirmed)
    {
        ArgumentNullException.ThrowIfNull(request);
        var stack = $"{request.Project}/{request.Environment}";
        if (confirmed != stack)
            throw PlanErrors.NotConfirmed(stack);
    }

    /// <summary>The same, for who has the environment's lease already.</summary>
    internal async Task<StackResult> DestroyUnderLeaseAsync(
        RunRequest request, string? confirmed, bool includeProtected, IProgress<ResourceChange> progress, CancellationToken cancellationToken)
    {
        Require(request, confirmed);
        var stack = $"{request.Project}/{request.Environment}";
        var applied = await AppliedStack.OpenAsync(targets, request, cancellationToken);
        if (!includeProtected && applied.Protected.Count > 0)
            throw PlanErrors.ProtectedData(stack, applied.Protected);
        if (request.Destroy?.Preview is { } shown)
            (await applied.PreviewAsync(request, cancellationToken)).RequireShown(shown);
        // The engine deletes what AWS lets it delete: protection is taken off first, where the state and AWS know of it.
        var (stacks, contracts, open) = (applied.Target.Stacks, applied.Target.Contracts, Destruction.Unprotected(applied.Model));
        await stacks.ApplyAsync(open, applied.Configuration, null, cancellationToken);
        var result = await stacks.DestroyAsync(open, applied.Configuration, progress, cancellationToken);
        var contract = ResourceNames.Contract(request.Project, request.Environment);
        var left = await contracts.ReadAsync(contract, cancellationToken);
        await contracts.DeleteAsync([.. left.Keys.Select(key => $"{contract}/{key}")], cancellationToken);
        return result;
    }
}
