using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Targets;

namespace DeployCrew.Plans;

/// <summary>Whether a stack would take away what serves: a service that is to be rolling again has the first of its two target groups only.</summary>
internal static class LiveTraffic
{
    /// <summary>DC5016 when the traffic of a service goes to the second one; null when nothing speaks against it.</summary>
    public static async Task<DeployError?> LostAsync(DeployTarget target, RequirementsDocument document, string environment, CancellationToken cancellationToken)
    {
        if (document.Deploy.ShiftsTraffic())
            return null;
        var contract = await target.Contracts.ReadAsync(ResourceNames.Contract(document.Project, environment), cancellationToken);
        foreach (var name in document.Services.Keys)
        {
            if (!contract.TryGetValue(ContractKeys.ProductionRule(name), out var rule) || !contract.TryGetValue(ContractKeys.AlternateTargetGroup(name), out var second))
                continue;
            if ((await target.Weights.DescribeAsync(rule, cancellationToken)).GetValueOrDefault(second) > 0)
                return RolloutErrors.LiveOnTheSecond(name, environment);
        }

        return null;
    }
}
