using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Keeps a service's average CPU, and if asked for its memory and requests, near targets, between two counts. The policy that wants
/// most tasks wins.</summary>
internal static class AutoscalingBlueprint
{
    private const string Dimension = "ecs:service:DesiredCount";

    public static void Add(StackBuilder stack, ServiceScope scope, string name, ResourceHandle service, Target? target)
    {
        var key = Naming.Camel(name);
        var min = stack.Configure($"{key}MinTasks", ConfigurationKind.Number, $"Tasks of {name} at the least.", environment =>
            environment.Service(name).Scaling.Min);
        var max = stack.Configure($"{key}MaxTasks", ConfigurationKind.Number, $"Tasks of {name} at the most.", environment =>
            environment.Service(name).Scaling.Max);
        var cpu = stack.Configure($"{key}CpuPercent", ConfigurationKind.Number, $"Average CPU of {name} that the autoscaler aims at.",
            environment => environment.Service(name).Scaling.CpuPercent);
        var scalable = stack.Add("aws:appautoscaling/target:Target", $"{name}-scaling", new()
        {
            { "serviceNamespace", "ecs" }, { "scalableDimension", Dimension },
            { "resourceId", Text($"service/{scope.Cluster["name"]}/{service["name"]}") }, { "minCapacity", min }, { "maxCapacity", max },
        });
        Follow(stack, scope, name, "cpu", scalable, cpu, new() { { "predefinedMetricType", "ECSServiceAverageCPUUtilization" } });
        Optional(stack, scope, name, "memory", $"Average memory of {name} that the autoscaler aims at, in percent; 0 where it does not.",
            scalable, scaling => scaling.MemoryPercent, new() { { "predefinedMetricType", "ECSServiceAverageMemoryUtilization" } });
        if (target is { Shifted: null })
        {
            Optional(stack, scope, name, "requests", $"Requests per minute and task of {name} that the autoscaler aims at; 0 where it does not.",
                scalable, scaling => scaling.RequestsPerTarget, new()
                {
                    { "predefinedMetricType", "ALBRequestCountPerTarget" },
                    { "resourceLabel", Text($"{scope.LoadBalancing.LoadBalancer["arnSuffix"]}/{target.Group["arnSuffix"]}") },
                });
        }
    }

    /// <summary>A policy that some environments have; none has a trace of it where no environment does.</summary>
    private static void Optional(
        StackBuilder stack, ServiceScope scope, string name, string by, string description, ResourceHandle scalable,
        Func<ScalingRequirements, int?> aim, Inputs metric)
    {
        if (scope.Environments.All(environment => aim(environment.Service(name).Scaling) is null))
            return;
        var key = $"{Naming.Camel(name)}{Naming.Pascal(by)}";
        var condition = stack.Configure($"{key}Scaling", ConfigurationKind.Flag, $"Whether {name} is scaled by {by}.",
            environment => aim(environment.Service(name).Scaling) is not null);
        var value = stack.Configure($"{key}Target", ConfigurationKind.Number, description,
            environment => aim(environment.Service(name).Scaling) ?? 0);
        Follow(stack, scope, name, by, scalable, value, metric, new() { When = condition.Name });
    }

    private static void Follow(
        StackBuilder stack, ServiceScope scope, string name, string by, ResourceHandle scalable, ConfigurationKey aim, Inputs metric,
        ResourceOptions? options = null) =>
        stack.Add("aws:appautoscaling/policy:Policy", $"{name}-scaling-by-{by}", new()
        {
            { "name", scope.Common.Named($"{name}-{by}") }, { "policyType", "TargetTrackingScaling" },
            { "serviceNamespace", scalable["serviceNamespace"] }, { "scalableDimension", scalable["scalableDimension"] },
            { "resourceId", scalable["resourceId"] },
            { "targetTrackingScalingPolicyConfiguration", new Inputs
            {
                { "predefinedMetricSpecification", metric },
                { "targetValue", aim }, { "scaleInCooldown", 300 }, { "scaleOutCooldown", 60 },
            } },
        }, options);
}
