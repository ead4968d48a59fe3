using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Pipeline;
using DeployCrew.Targets;

namespace DeployCrew.Rollouts;

/// <summary>Looks at rollouts from outside of their run, and has a say in them.</summary>
public sealed class RolloutService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
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
    /// <exception cref="DeployError">DC5005: the environment was never provisioned.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> StatusAsync(RunRequest request, string? service, CancellationToken cancellationToken)
    {
        var (target, contract, names) = await OpenAsync(request, service, cancellationToken);
        var statuses = new List<ServiceStatus>();
        foreach (var name in names)
            statuses.Add(await new ServiceStatusReader(target, contract).ReadAsync(name, cancellationToken));
        return statuses;
    }

    /// <summary>Keeps the rollouts that are under way from shifting more traffic, at their next pause.</summary>
    /// <exception cref="DeployError">DC5012: one was started without pauses. DC5013: there is none.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> PauseAsync(RunRequest request, string? service, CancellationToken cancellationToken)
    {
        var (target, contract, _) = await OpenAsync(request, service, cancellationToken);
        var open = await OpenDeploymentsAsync(request, service, cancellationToken);
        if (open.FirstOrDefault(one => !one.Deployment!.CanPause) is { } without)
            throw RolloutErrors.NoPauses(without.Service, request.Environment);
        foreach (var one in open)
            await target.Contracts.WriteAsync(contract.NameOf(ContractKeys.RolloutHold(one.Service)), one.Deployment!.Arn, cancellationToken);
        return await StatusAsync(request, service, cancellationToken);
    }

    /// <summary>Lets rollouts go on that wait, be it for approval or because somebody paused them.</summary>
    /// <exception cref="DeployError">DC5013: none waits.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> ContinueAsync(RunRequest request, string? service, CancellationToken cancellationToken)
    {
        var (target, contract, _) = await OpenAsync(request, service, cancellationToken);
        var waiting = (await StatusAsync(request, service, cancellationToken)).Where(one => one.Held || one.Deployment?.Waiting is not null).ToArray();
        if (waiting.Length == 0)
            throw RolloutErrors.NothingUnderWay(request.Environment, "waits");
        await target.Contracts.DeleteAsync([.. waiting.Select(one => contract.NameOf(ContractKeys.RolloutHold(one.Service)))], cancellationToken);
        foreach (var deployment in waiting.Select(one => one.Deployment).OfType<ServiceDeployment>())
        {
            if (deployment.Waiting is { Id: { } hook })
                await target.Rollouts.AnswerHookAsync(deployment.Arn, hook, goOn: true, cancellationToken);
        }

        return await StatusAsync(request, service, cancellationToken);
    }

    /// <summary>Ends the rollouts that are under way: what was live before has all of the traffic again.</summary>
    /// <param name="request">Names the environment.</param>
    /// <param name="service">One of its services; null: all.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops waiting; what was asked for goes on.</param>
    /// <exception cref="DeployError">DC5013: there is none. DC5010: one has not arrived in half an hour.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> AbortAsync(RunRequest request, string? service, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var (target, _, _) = await OpenAsync(request, service, cancellationToken);
        foreach (var one in await OpenDeploymentsAsync(request, service, cancellationToken))
        {
            progress.Report($"{one.Service}: stopping {one.Deployment!.Arn}");
            if (!one.Deployment.IsGoingBack)
                await target.Rollouts.StopDeploymentAsync(one.Deployment.Arn, cancellationToken);
            var ended = await EndAsync(target, one, cancellationToken);
            progress.Report($"{one.Service}: {ended.Status} {ended.StatusReason}".TrimEnd());
        }

        return await StatusAsync(request, service, cancellationToken);
    }

    /// <summary>Brings what is live out once more, so that it stands behind the other one of its two target groups.</summary>
    /// <exception cref="DeployError">DC5011: another deployment has not ended. DC5006: it came to no good end; what was live still is.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> SwapAsync(RunRequest request, string? service, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var (target, contract, names) = await OpenAsync(request, service, cancellationToken);
        foreach (var name in names.Where(name => contract.Find(ContractKeys.ProductionRule(name)) is not null))
        {
            var before = await new ServiceStatusReader(target, contract).ReadAsync(name, cancellationToken);
            if (IsOpen(before))
                throw RolloutErrors.InTheWay(name, before.Deployment!.Arn, request.Environment);
            await SwapAsync(target, contract, before, progress, cancellationToken);
        }

        return await StatusAsync(request, service, cancellationToken);
    }

    /// <summary>Whether a rollout is under way.</summary>
    public async Task<bool> IsUnderWayAsync(RunRequest request, string? service, CancellationToken cancellationToken) =>
        (await StatusAsync(request, service, cancellationToken)).Any(IsOpen);

    private async Task SwapAsync(DeployTarget target, Contract contract, ServiceStatus before, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var (cluster, service) = (contract[ContractKeys.Cluster], contract[ContractKeys.Service(before.Service)]);
        var live = await target.Rollouts.DescribeServiceAsync(cluster, service, cancellationToken);
        progress.Report($"{before.Service}: {live.TaskDefinition} once more");
        await target.Rollouts.UpdateServiceAsync(
            new ServiceUpdate(cluster, service, live.TaskDefinition, live.DesiredCount, 2, 60, RollBack: true, Force: true) { Strategy = new DeploymentStrategy.BlueGreen(0) },
            cancellationToken);
        var status = await new ServiceStatusReader(target, contract).ReadAsync(before.Service, cancellationToken);
        while (status.Deployment is null || status.Deployment.Arn == before.Deployment?.Arn)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            status = await new ServiceStatusReader(target, contract).ReadAsync(before.Service, cancellationToken);
        }

        var ended = await EndAsync(target, status, cancellationToken);
        progress.Report($"{before.Service}: {ended.Status} {ended.StatusReason}".TrimEnd());
        if (ended.Status != ServiceDeploymentStatus.Successful)
            throw RolloutErrors.Stopped(before.Service, ended.Status.ToString(), ended.StatusReason ?? "", []);
    }

    private async Task<ServiceDeployment> EndAsync(DeployTarget target, ServiceStatus one, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + Back;
        while (true)
        {
            var deployment = await target.Rollouts.DescribeDeploymentAsync(one.Deployment!.Arn, cancellationToken);
            if (deployment.HasEnded)
                return deployment;
            if (time.GetUtcNow() > deadline)
                throw RolloutErrors.StuckOnTheWayBack(one.Service, deployment.Stage ?? deployment.Status.ToString(), (int)Back.TotalMinutes, []);
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ServiceStatus>> OpenDeploymentsAsync(RunRequest request, string? service, CancellationToken cancellationToken)
    {
        ServiceStatus[] open = [.. (await StatusAsync(request, service, cancellationToken)).Where(IsOpen)];
        return open.Length > 0 ? open : throw RolloutErrors.NothingUnderWay(request.Environment, "is under way");
    }

    private async Task<(DeployTarget Target, Contract Contract, IReadOnlyList<string> Names)> OpenAsync(RunRequest request, string? service, CancellationToken cancellationToken)
    {
        var document = RequirementsReader.Load(request.RequirementsFile).Document;
        if (service is not null && !document.Services.ContainsKey(service))
            throw RolloutErrors.ServiceUnknown(service, [.. document.Services.Keys]);
        var target = await targets.OpenAsync(request, document, cancellationToken);
        string[] names = service is null ? [.. document.Services.Keys.Order(StringComparer.Ordinal)] : [service];
        return (target, await Contract.ReadAsync(target.Contracts, request, cancellationToken), names);
    }

    private static bool IsOpen(ServiceStatus status) => status.Deployment is { HasEnded: false };
}
