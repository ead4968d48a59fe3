using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Target group of a service, with its health check, and one listener rule per route.</summary>
internal static class TargetBlueprint
{
    private const int DrainSeconds = 15;

    public static Target Add(StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, RoutePlan routes) =>
        scope.LoadBalancing.Shift is { } shift
            ? Shifted(stack, scope, name, service, routes, shift)
            : Rolling(stack, scope, name, service, routes);

    private static Target Rolling(StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, RoutePlan routes)
    {
        var group = Group(stack, scope, name, service, $"{name}-target");
        var weights = List(new Inputs { { "arn", group.Arn }, { "weight", 100 } });
        var rules = routes.Of(name, service).Select((entry, index) => Rule(
            stack, index == 0 ? $"{name}-route" : $"{name}-route-{index + 1}", scope.LoadBalancing.Listener, entry, weights));
        return new(group, [.. rules]);
    }

    private static Target Shifted(
        StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, RoutePlan routes, TrafficShift shift)
    {
        // The one of rolling is the first of the two: a service that changes its strategy goes on serving from where it is.
        var blue = Group(stack, scope, name, service, $"{name}-target");
        var green = Group(stack, scope, name, service, $"{name}-green", "green");
        // Both have to be on both rules before ECS takes the service.
        var weights = List(new Inputs { { "arn", blue.Arn }, { "weight", 100 } }, new Inputs { { "arn", green.Arn }, { "weight", 0 } });
        var options = new ResourceOptions { IgnoreChanges = ["actions[0].forward.targetGroups"] };
        // Not at the priorities of rolling: a stack that changes its strategy has this rule before the other one goes.
        var entry = routes.Of(name, service).Select(entry => entry with { Priority = entry.Priority + 5 }).First();
        var production = Rule(stack, $"{name}-production", scope.LoadBalancing.Listener, entry, weights, options);
        var test = Rule(stack, $"{name}-test", shift.TestListener, entry, weights, options);
        return new(blue, [production, test], new(green, production, test));
    }

    private static ResourceHandle Group(
        StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, string resource, string? side = null) =>
        stack.Add("aws:lb/targetGroup:TargetGroup", resource, new()
        {
            { "name", scope.Common.TargetGroup(name, service.Port, side) }, { "targetType", "ip" }, { "vpcId", scope.Network.VpcId },
            { "port", service.Port }, { "protocol", "HTTP" }, { "deregistrationDelay", DrainSeconds },
            { "healthCheck", new Inputs
            {
                { "path", service.Health.Path }, { "protocol", "HTTP" }, { "matcher", "200-399" },
                { "interval", service.Health.IntervalSeconds },
                { "timeout", service.Health.TimeoutSeconds }, { "healthyThreshold", service.Health.HealthyThreshold },
                { "unhealthyThreshold", service.Health.UnhealthyThreshold },
            } },
        });

    private static ResourceHandle Rule(
        StackBuilder stack, string name, ResourceHandle listener, RoutePlan.Entry entry, ListValue weights, ResourceOptions? options = null) =>
        stack.Add("aws:lb/listenerRule:ListenerRule", name, new()
        {
            { "listenerArn", listener.Arn }, { "priority", entry.Priority },
            { "conditions", List(new Inputs
                { { "pathPattern", new Inputs { { "values",
                    List(RoutePlan.Patterns(entry.Route).Select(pattern => (Value)pattern)) } } } }) },
            { "actions", List(new Inputs
            {
                { "type", "forward" }, { "forward", new Inputs { { "targetGroups", weights } } },
            }) },
        }, options);
}
