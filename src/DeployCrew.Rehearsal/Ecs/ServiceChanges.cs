using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>What CreateService and UpdateService do to a service: settings, and a service deployment when the workload changes.</summary>
internal sealed class ServiceChanges(TimeProvider time)
{
    /// <summary>Takes over the settings that a request names.</summary>
    public static void Configure(ServiceState service, JsonObject request)
    {
        service.DesiredCount = request.Number("desiredCount") ?? service.DesiredCount;
        service.GraceSeconds = request.Number("healthCheckGracePeriodSeconds") ?? service.GraceSeconds;
        service.LoadBalancers = request["loadBalancers"]?.DeepClone() as JsonArray ?? service.LoadBalancers;
        service.NetworkConfiguration = request["networkConfiguration"]?.DeepClone() as JsonObject ?? service.NetworkConfiguration;
        if (request.Object("deploymentConfiguration") is not { } deployment)
            return;
        service.MinimumHealthyPercent = deployment.Number("minimumHealthyPercent") ?? service.MinimumHealthyPercent;
        service.MaximumPercent = deployment.Number("maximumPercent") ?? service.MaximumPercent;
        if (deployment.Text("strategy") is { } strategy && strategy != "ROLLING")
            throw new AwsFault("InvalidParameterException", $"The local cloud has the deployment strategy ROLLING; it does not have {strategy}.");
        if (deployment.Object("deploymentCircuitBreaker") is { } breaker)
            service.CircuitBreaker = Breaker(breaker);
    }

    /// <summary>Starts a deployment of a task definition; one that is still open is superseded.</summary>
    public DeploymentState Deploy(CloudState state, ServiceState service, string taskDefinition)
    {
        var now = time.GetUtcNow();
        var revision = new RevisionState { Arn = ChildArn(service, "service-revision"), TaskDefinition = taskDefinition, CreatedAt = now };
        foreach (var container in state.TaskDefinitions[taskDefinition].Objects("containerDefinitions"))
        {
            if (ImageResolver.Resolve(state, container.Text("image") ?? "") is { } digest)
                revision.Digests[container.Text("name") ?? ""] = digest;
        }

        var deployment = new DeploymentState
        {
            Arn = ChildArn(service, "service-deployment"),
            TargetRevision = revision.Arn,
            SourceRevision = service.StableRevision,
            CreatedAt = now,
            Threshold = service.CircuitBreaker.Threshold(service.DesiredCount),
        };
        if (service.OpenDeployment is { } open)
        {
            open.Status = "STOPPED";
            open.StatusReason = $"The service deployment was superseded by {deployment.Arn}.";
            open.FinishedAt = now;
        }

        service.TaskDefinition = taskDefinition;
        service.Revisions.Add(revision);
        service.ActiveRevision = revision.Arn;
        service.Deployments.Insert(0, deployment);
        service.Halted = false;
        service.FailuresInRow = 0;
        service.NextStart = now;
        return deployment;
    }

    private static CircuitBreakerState Breaker(JsonObject breaker)
    {
        var state = new CircuitBreakerState { Enable = breaker.Flag("enable"), Rollback = breaker.Flag("rollback") };
        if (breaker.Object("thresholdConfiguration") is { } threshold)
        {
            state.ThresholdType = threshold.Text("type") ?? state.ThresholdType;
            state.ThresholdValue = threshold.Number("value") ?? state.ThresholdValue;
        }

        return state;
    }

    // arn:aws:ecs:region:account:service/cluster/name -> …:service-deployment/cluster/name/id
    private static string ChildArn(ServiceState service, string kind) =>
        $"{service.Arn.Replace(":service/", $":{kind}/", StringComparison.Ordinal)}/{Guid.NewGuid().ToString("N")[..22]}";
}
