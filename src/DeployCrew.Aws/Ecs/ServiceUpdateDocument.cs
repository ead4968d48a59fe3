using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ecs;

/// <summary>The UpdateService request of a deployment.</summary>
internal static class ServiceUpdateDocument
{
    public static JsonObject Of(ServiceUpdate update) => new()
    {
        ["cluster"] = update.Cluster,
        ["service"] = update.Service,
        ["taskDefinition"] = update.TaskDefinition,
        ["desiredCount"] = update.DesiredCount,
        ["healthCheckGracePeriodSeconds"] = update.GraceSeconds,
        ["forceNewDeployment"] = update.Force,
        ["deploymentConfiguration"] = DeploymentConfiguration.Of(update),
    };
}
