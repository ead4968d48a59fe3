using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tasks;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>Load balancers, target groups, listeners and rules of a stack.</summary>
internal sealed class StackLoadBalancing(StateStore store, CloudIdentity identity)
{
    public JsonObject LoadBalancer(JsonObject inputs)
    {
        var name = inputs.Text("name")!;
        var balancer = store.Change(state =>
        {
            var found = state.LoadBalancers.Values.FirstOrDefault(one => one.Name == name);
            if (found is null)
            {
                found = new LoadBalancerState { Arn = ElbArn($"loadbalancer/app/{name}/{ElbNames.NewId()}"), Name = name, CreatedAt = DateTimeOffset.UnixEpoch };
                state.LoadBalancers[found.Arn] = found;
            }

            return found;
        });
        return new JsonObject
        {
            ["id"] = balancer.Arn,
            ["arn"] = balancer.Arn,
            ["dnsName"] = "localhost",
            ["zoneId"] = "ZLOCALCLOUD",
            ["arnSuffix"] = balancer.Arn[(balancer.Arn.IndexOf("loadbalancer/", StringComparison.Ordinal) + 13)..],
        };
    }

    public JsonObject TargetGroup(JsonObject inputs)
    {
        var name = inputs.Text("name")!;
        var health = inputs.Object("healthCheck") ?? [];
        var group = store.Change(state =>
        {
            var found = state.TargetGroups.Values.FirstOrDefault(one => one.Name == name);
            if (found is null)
            {
                found = new TargetGroupState { Arn = ElbArn($"targetgroup/{name}/{ElbNames.NewId()}"), Name = name };
                state.TargetGroups[found.Arn] = found;
            }

            found.Port = inputs.Number("port") ?? 80;
            found.VpcId = inputs.Text("vpcId");
            found.HealthPath = health.Text("path") ?? "/";
            found.IntervalSeconds = health.Number("interval") ?? 30;
            found.TimeoutSeconds = health.Number("timeout") ?? 5;
            found.HealthyThreshold = health.Number("healthyThreshold") ?? 3;
            found.UnhealthyThreshold = health.Number("unhealthyThreshold") ?? 3;
            found.Matcher = health.Text("matcher") ?? "200";
            found.DeregistrationDelaySeconds = inputs.Number("deregistrationDelay") ?? 300;
            return found;
        });
        return new JsonObject { ["id"] = group.Arn, ["arn"] = group.Arn, ["arnSuffix"] = group.Arn[group.Arn.IndexOf("targetgroup/", StringComparison.Ordinal)..] };
    }

    public JsonObject Listener(string stack, JsonObject inputs)
    {
        var port = inputs.Number("port") ?? 80;
        var listener = store.Change(state =>
        {
            var balancer = state.LoadBalancers[inputs.Text("loadBalancerArn")!];
            var found = balancer.Listeners.Find(one => one.RequestedPort == port);
            if (found is null)
            {
                found = new ListenerState
                {
                    Arn = $"{balancer.Arn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/{ElbNames.NewId()}",
                    RequestedPort = port,
                    Protocol = "HTTP",
                };
                balancer.Listeners.Add(found);
            }

            found.Protocol = inputs.Text("protocol") ?? "HTTP";
            found.DefaultActions = ListenerActions.OfStack(inputs.Objects("defaultActions"));
            found.CertificateNames = [.. StackCertificates.NamesOf(state, stack)];
            if (found.Port == 0)
                found.Port = FreePort.Take();
            return found;
        });
        return new JsonObject { ["id"] = listener.Arn, ["arn"] = listener.Arn };
    }

    public JsonObject Rule(JsonObject inputs, JsonObject? before)
    {
        var rule = store.Change(state =>
        {
            var listener = state.LoadBalancers.Values.SelectMany(one => one.Listeners).First(one => one.Arn == inputs.Text("listenerArn"));
            var found = listener.Rules.Find(one => one.Arn == before?.Text("arn"));
            if (found is null)
            {
                found = new RuleState { Arn = $"{listener.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}/{ElbNames.NewId()}" };
                listener.Rules.Add(found);
            }

            // Weights are ECS's from the creation on; which groups have them stays the stack's.
            var groups = inputs.Objects("actions").SelectMany(TargetGroups).ToDictionary(group => group.Text("arn")!, group => group.Number("weight") ?? 1);
            if (!found.Weights.Keys.ToHashSet().SetEquals(groups.Keys))
                found.Weights = new(groups, StringComparer.Ordinal);

            found.Priority = inputs.Number("priority") ?? 1;
            found.PathPatterns = [.. inputs.Objects("conditions").SelectMany(one => one.Object("pathPattern")?.Texts("values") ?? [])];
            found.Hosts = [.. inputs.Objects("conditions").SelectMany(one => one.Object("hostHeader")?.Texts("values") ?? [])];
            return found;
        });
        return new JsonObject { ["id"] = rule.Arn, ["arn"] = rule.Arn };
    }

    private static IEnumerable<JsonObject> TargetGroups(JsonObject action) => action.Object("forward")?.Objects("targetGroups")
        ?? (action.Text("targetGroupArn") is { } arn ? [new JsonObject { ["arn"] = arn, ["weight"] = 1 }] : []);

    private string ElbArn(string resource) => CloudIdentity.Arn("elasticloadbalancing", identity.Region, resource);
}
