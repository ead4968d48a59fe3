using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Plans;
using DeployCrew.Targets;

namespace DeployCrew.Rollouts;

/// <summary>Looks at rollouts from outside of their run, and has a say in them.</summary>
public sealed class RolloutService
{
    private static readonly TimeSpan Back = TimeSpan.FromMinutes(30);
    private readonly TargetFactory targets;
    private readonly TimeProvider time;

    internal RolloutService(TargetFactory targets, TimeProvider time)
    {
        this.targets = targets;
        this.time = time;
    }

    /// <summary>Where the services of an environment stand.</summary>
    /// <param name="request">Names the environment.</param>
    /// <param name="service">One of its services; null: all.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <exception cref="DeployError">DC5005: the environment was never provisioned. DC5015: there is no such service.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> StatusAsync(RunRequest request, string? service, CancellationToken cancellationToken) =>
        await (await OpenAsync(request, service, cancellationToken)).StatusAsync(cancellationToken);

    /// <summary>Where a rollback would go. Changes nothing.</summary>
    /// <param name="request">Names the environment.</param>
    /// <param name="wanted">Where it is to go.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <exception cref="DeployError">DC5005: the environment was never provisioned. DC5014: there is nothing to go back to. DC5015: there is no such service.</exception>
    public async Task<RollbackPreview> PreviewRollbackAsync(RunRequest request, RollbackRequest wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(wanted);
        var environment = await OpenAsync(request, wanted.Service, cancellationToken);
        var contract = await environment.ContractAsync(cancellationToken);
        var revisions = new LiveRevisions(environment.Target.Rollouts);
        var steps = new List<RollbackStep>();
        foreach (var (name, _) in ResolvedServices.In(environment.Document, request.Environment).Where(one => wanted.Service is not { } only || one.Key == only))
            steps.Add((await revisions.FindAsync(contract, name, wanted.To, cancellationToken)).Step);
        var applied = await AppliedRequirements.ReadAsync(environment.Target.Contracts, request.Project, request.Environment, cancellationToken);
        return new RollbackPreview(request.Project, request.Environment, request.Target, steps)
        {
            NeedsApproval = PlanService.NeedsApproval(request, environment.Document, applied),
        };
    }

    /// <summary>What the newest task of a service has written last. The text is the app's.</summary>
    /// <param name="request">Names the environment.</param>
    /// <param name="service">Name of the service.</param>
    /// <param name="lines">How many lines at the most.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <exception cref="DeployError">DC5005: the environment was never provisioned. DC5015: there is no such service.</exception>
    public async Task<TaskLog> TaskLogAsync(RunRequest request, string service, int lines, CancellationToken cancellationToken)
    {
        var environment = await OpenAsync(request, service, cancellationToken);
        var contract = await environment.ContractAsync(cancellationToken);
        var tasks = await environment.Target.Rollouts.ListTasksAsync(contract[ContractKeys.Cluster], contract[ContractKeys.Service(service)], cancellationToken);
        if (tasks.MaxBy(task => task.CreatedAt) is not { } newest)
            return new TaskLog(service, null, null, []);
        var tail = await environment.Target.Logs.TailAsync(contract[ContractKeys.LogGroup(service)], $"{service}/{service}/{newest.Id}", lines, cancellationToken);
        return new TaskLog(service, newest.Id, newest.Status, tail);
    }

    /// <summary>Whether a rollout is under way.</summary>
    public async Task<bool> IsUnderWayAsync(RunRequest request, string? service, CancellationToken cancellationToken) =>
        (await StatusAsync(request, service, cancellationToken)).Any(one => one.IsUnderWay);

    /// <summary>Keeps the rollouts that are under way from shifting more traffic, at their next pause.</summary>
    /// <exception cref="DeployError">DC5012: one was started without pauses. DC5013: there is none.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> PauseAsync(RunRequest request, string? service, CancellationToken cancellationToken)
    {
        var environment = await OpenAsync(request, service, cancellationToken);
        var open = await environment.UnderWayAsync(cancellationToken);
        if (open.FirstOrDefault(one => !one.Deployment!.CanPause) is { } without)
            throw RolloutErrors.NoPauses(without.Service, request.Environment);
        var contract = await environment.ContractAsync(cancellationToken);
        foreach (var one in open)
            await environment.Target.Contracts.WriteAsync(contract.NameOf(ContractKeys.RolloutHold(one.Service)), one.Deployment!.Arn, cancellationToken);
        return await environment.StatusAsync(cancellationToken);
    }

    /// <summary>Lets rollouts go on that wait, be it for approval or because somebody paused them.</summary>
    /// <exception cref="DeployError">DC5013: none waits.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> ContinueAsync(RunRequest request, string? service, CancellationToken cancellationToken)
    {
        var environment = await OpenAsync(request, service, cancellationToken);
        var waiting = (await environment.StatusAsync(cancellationToken)).Where(one => one.Held || one.Deployment?.Waiting is not null).ToArray();
        if (waiting.Length == 0)
            throw RolloutErrors.NothingUnderWay(request.Environment, "waits");
        var contract = await environment.ContractAsync(cancellationToken);
        await environment.Target.Contracts.DeleteAsync([.. waiting.Select(one => contract.NameOf(ContractKeys.RolloutHold(one.Service)))], cancellationToken);
        foreach (var deployment in waiting.Select(one => one.Deployment).OfType<ServiceDeployment>())
        {
            if (deployment.Waiting is { Id: { } hook })
                await environment.Target.Rollouts.AnswerHookAsync(deployment.Arn, hook, goOn: true, cancellationToken);
        }

        return await environment.StatusAsync(cancellationToken);
    }

    /// <summary>Ends the rollouts that are under way: what was live before has all of the traffic again.</summary>
    /// <param name="request">Names the environment.</param>
    /// <param name="service">One of its services; null: all.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops waiting; what was asked for goes on.</param>
    /// <exception cref="DeployError">DC5013: there is none. DC5010: one has not arrived in half an hour.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> AbortAsync(RunRequest request, string? service, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var environment = await OpenAsync(request, service, cancellationToken);
        foreach (var one in await environment.UnderWayAsync(cancellationToken))
        {
            progress.Report($"{one.Service}: stopping {one.Deployment!.Arn}");
            if (!one.Deployment.IsGoingBack)
                await environment.Target.Rollouts.StopDeploymentAsync(one.Deployment.Arn, cancellationToken);
            var ended = await new DeploymentEnd(environment.Target.Rollouts, time).WaitAsync(
                one.Deployment.Arn, Back,
                late => RolloutErrors.StuckOnTheWayBack(one.Service, late.Stage ?? late.Status.ToString(), (int)Back.TotalMinutes, []), cancellationToken);
            progress.Report($"{one.Service}: {ended.Status} {ended.StatusReason}".TrimEnd());
        }

        return await environment.StatusAsync(cancellationToken);
    }

    /// <summary>Brings what is live out once more, so that it stands behind the other one of its two target groups.</summary>
    /// <exception cref="DeployError">DC5011: another deployment has not ended. DC5006: it came to no good end; what was live still is.
    /// DC5019: it has not ended in half an hour.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> SwapAsync(RunRequest request, string? service, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var environment = await OpenAsync(request, service, cancellationToken);
        var contract = await environment.ContractAsync(cancellationToken);
        var services = ResolvedServices.In(environment.Document, request.Environment).ToDictionary();
        var swap = new TargetGroupSwap(environment.Target.Rollouts, environment.Document.Deploy, time);
        foreach (var before in (await environment.StatusAsync(cancellationToken)).Where(one => contract.Find(ContractKeys.ProductionRule(one.Service)) is not null))
        {
            if (before.IsUnderWay)
                throw RolloutErrors.InTheWay(before.Service, before.Deployment!.Arn, request.Environment);
            await swap.RunAsync(before, services[before.Service], contract, progress, cancellationToken);
        }

        return await environment.StatusAsync(cancellationToken);
    }

    private Task<OpenEnvironment> OpenAsync(RunRequest request, string? service, CancellationToken cancellationToken) =>
        OpenEnvironment.OfAsync(targets, request, service, cancellationToken);
}
