using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ecs;

/// <summary>The UpdateService request of a rolling update.</summary>
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
        ["deploymentConfiguration"] = new JsonObject
        {
            ["strategy"] = "ROLLING",
            ["minimumHealthyPercent"] = 100,
            ["maximumPercent"] = 200,
            ["deploymentCircuitBreaker"] = new JsonObject
            {
                ["enable"] = true,
                ["rollback"] = update.RollBack,
                ["thresholdConfiguration"] = new JsonObject { ["type"] = "COUNT", ["value"] = update.FailureThreshold },
            },
        },
    };
}
