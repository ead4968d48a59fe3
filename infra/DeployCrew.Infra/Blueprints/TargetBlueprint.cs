using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Target group of a service, with its health check, and one listener rule per route.</summary>
internal static class TargetBlueprint
{
    private const int DrainSeconds = 15;

    public static Target Add(StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, RoutePlan routes)
    {
        var group = stack.Add("aws:lb/targetGroup:TargetGroup", $"{name}-target", new()
        {
            { "name", scope.Common.Named(name) }, { "targetType", "ip" }, { "vpcId", scope.Network.Vpc.Id }, { "port", service.Port },
            { "protocol", "HTTP" },
            { "deregistrationDelay", DrainSeconds },
            { "healthCheck", new Inputs
            {
                { "path", service.Health.Path }, { "protocol", "HTTP" }, { "matcher", "200-399" },
                { "interval", service.Health.IntervalSeconds },
                { "timeout", service.Health.TimeoutSeconds }, { "healthyThreshold", service.Health.HealthyThreshold },
                { "unhealthyThreshold", service.Health.UnhealthyThreshold },
            } },
        });
        var rules = routes.Of(name, service)
            .Select((entry, index) => Rule(stack, scope, group, index == 0 ? $"{name}-route" : $"{name}-route-{index + 1}", entry));
        return new(group, [.. rules]);
    }

    private static ResourceHandle Rule(StackBuilder stack, ServiceScope scope, ResourceHandle group, string name,
        (string Route, int Priority) entry) =>
        stack.Add("aws:lb/listenerRule:ListenerRule", name, new()
        {
            { "listenerArn", scope.LoadBalancing.Listener.Arn }, { "priority", entry.Priority },
            { "conditions", List(new Inputs
                { { "pathPattern", new Inputs { { "values",
                    List(RoutePlan.Patterns(entry.Route).Select(pattern => (Value)pattern)) } } } }) },
            { "actions", List(new Inputs
            {
                { "type", "forward" },
                { "forward", new Inputs { { "targetGroups", List(new Inputs { { "arn", group.Arn }, { "weight", 100 } }) } } },
            }) },
        }, new() { IgnoreChanges = ["actions[0].forward.targetGroups"] });
}
