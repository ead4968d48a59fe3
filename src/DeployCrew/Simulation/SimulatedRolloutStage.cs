using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;
using DeployCrew.Rollouts;

namespace DeployCrew.Simulation;

/// <summary>The rollout of one service whose image is where it belongs: what is left of <see cref="RolloutStage"/> without a registry.</summary>
internal sealed class SimulatedRolloutStage(Releases releases, ServiceRollout rollout, Release release, TimeSpan limit) : IStage
{
    public string Name => StageNames.Rollout;

    public IReadOnlyList<string> DependsOn => [];

    public TimeSpan Timeout => limit;

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken) =>
        context.Set(Outputs.Rollout, new SortedDictionary<string, RolledOutService>(StringComparer.Ordinal)
        {
            [rollout.Name] = await releases.BringOutAsync(context, rollout, release, cancellationToken),
        });
}
