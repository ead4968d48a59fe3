using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The ECS cluster that the services run in.</summary>
internal static class ClusterBlueprint
{
    public static ResourceHandle Add(StackBuilder stack, CommonConfiguration common)
    {
        stack.In("cluster");
        return stack.Add("aws:ecs/cluster:Cluster", "cluster", new()
        {
            { "name", common.Prefix }, { "settings", List(new Inputs { { "name", "containerInsights" }, { "value", "enabled" } }) },
        });
    }
}
