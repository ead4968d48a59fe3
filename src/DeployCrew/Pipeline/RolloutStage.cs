using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Stages;
using DeployCrew.Rollouts;

namespace DeployCrew.Pipeline;

/// <summary>Brings each service to the pushed image by a service deployment, and watches that deployment to its end.</summary>
internal sealed class RolloutStage(
    IContractStore contracts, IServiceRollouts rollouts, Releases releases, DeployedImages deployed, ImageGate gate, TimeSpan limit) : IStage
{
    public string Name => StageNames.Rollout;

    public IReadOnlyList<string> DependsOn => [StageNames.Push];

    public TimeSpan Timeout => limit;

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var contract = await Contract.ReadAsync(contracts, context.Request, cancellationToken);
        var done = new SortedDictionary<string, RolledOutService>(StringComparer.Ordinal);
        ServiceRollout[] all = [.. context.Services().Select(one => new ServiceRollout(one.Key, one.Value, contract, context.Get(Outputs.Pushed)[one.Key]))];
        foreach (var rollout in all)
            await gate.CheckAsync(context, rollout, await rollouts.DescribeTaskDefinitionAsync(rollout.StackTaskDefinition, cancellationToken), cancellationToken);
        foreach (var rollout in all)
        {
            done[rollout.Name] = await RollOutAsync(context, rollout, cancellationToken);
            await deployed.MarkAsync(context, rollout, cancellationToken);
        }

        context.Set(Outputs.Rollout, done);
        context.Summary = string.Join("; ", done.Select(one => $"{one.Key}: {(one.Value.Deployment is null ? "unchanged" : "deployed")}"));
    }

    /// <summary>How long all services together may take.</summary>
    public static TimeSpan LimitOf(DeployRequirements deploy, int services)
    {
        var strategy = DeploymentStrategy.Of(deploy);
        var waits = deploy.PausesTraffic() ? strategy.Shifts * TimeSpan.FromMinutes(deploy.WaitMinutes) : TimeSpan.Zero;
        return services * (TimeSpan.FromMinutes(30) + strategy.BakeTime + waits);
    }

    private async Task<RolledOutService> RollOutAsync(StageContext context, ServiceRollout rollout, CancellationToken cancellationToken)
    {
        var basis = await rollouts.DescribeTaskDefinitionAsync(rollout.StackTaskDefinition, cancellationToken);
        var changes = new TaskDefinitionChanges(
            rollout.Name, rollout.Pushed.Reference, rollout.Requirements.Command, rollout.Requirements.Cpu, rollout.Requirements.Memory);
        var definition = await rollouts.RegisterTaskDefinitionAsync(basis, changes, cancellationToken);
        var strategy = rollout.Strategy(DeploymentStrategy.Of(context.Requirements().Deploy));
        return await releases.BringOutAsync(context, rollout, new Release(definition, strategy, Supervised: true), cancellationToken);
    }
}
