using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Stages;
using DeployCrew.Rollouts;

namespace DeployCrew.Pipeline;

/// <summary>Brings each service back to what was chosen: all of the traffic at once, as it has worked before.</summary>
internal sealed class RollbackStage(IContractStore contracts, Releases releases) : IStage
{
    public string Name => StageNames.Rollback;

    public IReadOnlyList<string> DependsOn => [StageNames.Choose];

    public TimeSpan Timeout => TimeSpan.FromMinutes(30);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var contract = await Contract.ReadAsync(contracts, context.Request, cancellationToken);
        var done = new SortedDictionary<string, RolledOutService>(StringComparer.Ordinal);
        foreach (var (name, service) in context.Services())
        {
            var rollout = new ServiceRollout(name, service, contract, context.Get(Outputs.Pushed)[name]);
            var strategy = rollout.Strategy(new DeploymentStrategy.BlueGreen(0));
            done[name] = await releases.BringOutAsync(context, rollout, new Release(context.Get(Outputs.GoingBack)[name], strategy, Supervised: false), cancellationToken);
        }

        context.Set(Outputs.Rollout, done);
        context.Summary = string.Join("; ", done.Select(one => $"{one.Key}: {(one.Value.Deployment is null ? "there already" : "back")}"));
    }
}
