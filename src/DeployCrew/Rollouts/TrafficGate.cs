using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>Answers the pauses before each shift of production's traffic: goes on, goes back, or waits for somebody.</summary>
internal sealed class TrafficGate(IContractStore contracts, IServiceRollouts rollouts)
{
    /// <summary>Looks whether a pause can be answered, and answers it.</summary>
    /// <returns>What it waits for; null when it goes on.</returns>
    public async Task<string?> PassAsync(StageContext context, ServiceRollout rollout, RolloutSnapshot seen, CancellationToken cancellationToken)
    {
        if (seen.Deployment.Waiting is not { Id: { } hook } waiting)
            return null;
        var until = waiting.ExpiresAt is { } expires ? $" until {expires.UtcDateTime:HH:mm} UTC, then it is rolled back" : "";
        if (context.Requirements().Deploy.ApproveTraffic)
            return $"for approval: deploycrew rollout continue --env {context.Request.Environment}{until}";
        if ((await Contract.ReadAsync(contracts, context.Request, cancellationToken)).Find(ContractKeys.RolloutHold(rollout.Name)) == seen.Deployment.Arn)
            return $"paused: deploycrew rollout continue --env {context.Request.Environment}{until}";
        await rollouts.AnswerHookAsync(seen.Deployment.Arn, hook, goOn: true, cancellationToken);
        return null;
    }
}
