using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Keeps a service's average CPU near a target, between two counts.</summary>
internal static class AutoscalingBlueprint
{
    private const string Dimension = "ecs:service:DesiredCount";

    public static void Add(StackBuilder stack, ServiceScope scope, string name, ResourceHandle service)
    {
        var key = Naming.Camel(name);
        var min = stack.Configure($"{key}MinTasks", ConfigurationKind.Number, $"Tasks of {name} at the least.", environment =>
            environment.Service(name).Scaling.Min);
        var max = stack.Configure($"{key}MaxTasks", ConfigurationKind.Number, $"Tasks of {name} at the most.", environment =>
            environment.Service(name).Scaling.Max);
        var cpu = stack.Configure($"{key}CpuPercent", ConfigurationKind.Number, $"Average CPU of {name} that the autoscaler aims at.",
            environment => environment.Service(name).Scaling.CpuPercent);
        var target = stack.Add("aws:appautoscaling/target:Target", $"{name}-scaling", new()
        {
            { "serviceNamespace", "ecs" }, { "scalableDimension", Dimension },
            { "resourceId", Text($"service/{scope.Cluster["name"]}/{service["name"]}") }, { "minCapacity", min }, { "maxCapacity", max },
        });
        stack.Add("aws:appautoscaling/policy:Policy", $"{name}-scaling-by-cpu", new()
        {
            { "name", scope.Common.Named($"{name}-cpu") }, { "policyType", "TargetTrackingScaling" },
            { "serviceNamespace", target["serviceNamespace"] }, { "scalableDimension", target["scalableDimension"] },
            { "resourceId", target["resourceId"] },
            { "targetTrackingScalingPolicyConfiguration", new Inputs
            {
                { "predefinedMetricSpecification", new Inputs { { "predefinedMetricType", "ECSServiceAverageCPUUtilization" } } },
                { "targetValue", cpu }, { "scaleInCooldown", 300 }, { "scaleOutCooldown", 60 },
            } },
        });
    }
}
