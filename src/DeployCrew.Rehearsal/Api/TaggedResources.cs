using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Whether there is something behind an ARN, of all that the local cloud can tag.</summary>
internal static class TaggedResources
{
    public static bool Exists(CloudState state, string arn) => arn.Split(':', 6) is ["arn", _, var service, _, _, _] && service switch
    {
        "ecs" => IsOfEcs(state, arn),
        "elasticloadbalancing" => IsOfLoadBalancing(state, arn),
        "ecr" => state.Repositories.Values.Any(one => EcrApi.Arn(one) == arn),
        "ssm" => state.Parameters.Values.Any(one => SsmApi.Arn(one) == arn),
        "logs" => state.LogGroups.Values.Any(one => LogsApi.Arn(one) == arn),
        "secretsmanager" => state.Secrets.Values.Any(one => one.Arn == arn),
        _ => false,
    };

    /// <summary>Cluster, service, task or task definition.</summary>
    public static bool IsOfEcs(CloudState state, string arn) => state.Services.ContainsKey(arn) || state.TaskDefinitions.ContainsKey(arn)
        || state.Clusters.Values.Any(one => one.Arn == arn) || state.Tasks.Values.Any(one => one.Arn == arn);

    /// <summary>Load balancer, target group, listener or rule.</summary>
    public static bool IsOfLoadBalancing(CloudState state, string arn) => state.LoadBalancers.ContainsKey(arn) || state.TargetGroups.ContainsKey(arn)
        || state.LoadBalancers.Values.SelectMany(one => one.Listeners).Any(one => one.Arn == arn || one.Rules.Exists(rule => rule.Arn == arn));
}
