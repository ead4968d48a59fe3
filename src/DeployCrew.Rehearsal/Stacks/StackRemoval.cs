using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>What goes from the local cloud when a resource goes from its stack.</summary>
internal static class StackRemoval
{
    public static void Of(CloudState state, StackResourceState resource)
    {
        var id = resource.Outputs.Text("id") ?? "";
        switch (resource.Type)
        {
            case "aws:ecr/repository:Repository":
                state.Repositories.Remove(id);
                break;
            case "aws:ecs/service:Service" when state.Services.TryGetValue(id, out var service):
                service.DesiredCount = 0;
                service.Deleting = true;
                break;
            case "aws:ecs/cluster:Cluster":
                state.Clusters.Remove(id[(id.LastIndexOf('/') + 1)..]);
                break;
            case "aws:cloudwatch/logGroup:LogGroup":
                state.LogGroups.Remove(id);
                break;
            case "aws:lb/loadBalancer:LoadBalancer":
                state.LoadBalancers.Remove(id);
                break;
            case "aws:lb/targetGroup:TargetGroup":
                state.TargetGroups.Remove(id);
                break;
            case "aws:lb/listener:Listener":
                foreach (var balancer in state.LoadBalancers.Values)
                    balancer.Listeners.RemoveAll(one => one.Arn == id);
                break;
            case "aws:lb/listenerRule:ListenerRule":
                foreach (var listener in state.LoadBalancers.Values.SelectMany(one => one.Listeners))
                    listener.Rules.RemoveAll(one => one.Arn == id);
                break;
            case "aws:ssm/parameter:Parameter":
                state.Parameters.Remove(id);
                if (id.EndsWith("/url", StringComparison.Ordinal))
                    state.Parameters.Remove(id[..(id.LastIndexOf('/') + 1)] + "ca-certificate");
                break;
        }
    }
}
