using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>What CreateService and UpdateService do to a service: settings, and a service deployment when the workload changes.</summary>
internal sealed class ServiceChanges(TimeProvider time, Func<string>? ids = null)
{
    private static readonly string[] Kept =
    [
        "launchType", "capacityProviderStrategy", "platformVersion", "role", "serviceRegistries", "placementConstraints", "placementStrategy",
        "schedulingStrategy", "deploymentController", "deploymentConfiguration", "enableECSManagedTags", "propagateTags", "enableExecuteCommand",
        "availabilityZoneRebalancing", "serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations",
    ];

    // What of these a service revision is made of, besides task definition, network and load balancers.
    private static readonly string[] Revised =
        ["launchType", "capacityProviderStrategy", "platformVersion", "serviceRegistries", "serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations"];

    /// <summary>What tasks of a service are made with: when it changes, a deployment brings it out.</summary>
    public static string RevisionOf(ServiceState service) => string.Join('\n',
        [service.LoadBalancers.ToJsonString(), service.NetworkConfiguration?.ToJsonString(), .. Revised.Select(member => service.Settings[member]?.ToJsonString())]);

    /// <summary>Says clearly what the local cloud cannot do, before anything is changed.</summary>
    /// <param name="state">For what a request refers to.</param>
    /// <param name="request">CreateService or UpdateService.</param>
    /// <param name="service">The service that is to be changed; null for a new one.</param>
    public static void Refuse(CloudState state, JsonObject request, ServiceState? service = null)
    {
        static AwsFault Fault(string message) => new("InvalidParameterException", message);
        if (request.Text("schedulingStrategy") is "DAEMON")
            throw Fault("The local cloud has the scheduling strategy REPLICA; it has no container instances that a DAEMON could run on.");
        if (request.Text("launchType") is "EXTERNAL" or "MANAGED_INSTANCES")
            throw Fault($"The local cloud has the launch types FARGATE and EC2; it does not have {request.Text("launchType")}.");
        if (request.Text("launchType") is not null && request["capacityProviderStrategy"] is JsonArray { Count: > 0 })
            throw Fault("Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");
        if (request.Object("deploymentController")?.Text("type") is { } controller && controller != "ECS")
            throw Fault($"The local cloud has the deployment controller ECS; it does not have {controller}.");
        if (request.Number("desiredCount") < 0)
            throw Fault("Desired count cannot be negative.");
        CircuitBreakerSettings.Of(request);
        foreach (var arn in request.Objects("loadBalancers").Select(one => one.Text("targetGroupArn")))
        {
            if (arn is null || !state.TargetGroups.ContainsKey(arn))
                throw Fault($"The specified target group does not exist: {arn ?? "a load balancer without targetGroupArn"}.");
        }

        StrategyCheck.Check(
            state, service?.Settings.Object("deploymentConfiguration"), request.Object("deploymentConfiguration"),
            request["loadBalancers"] as JsonArray ?? service?.LoadBalancers ?? []);
    }

    /// <summary>Takes over the settings that a request names; it has been looked at by <see cref="Refuse"/>.</summary>
    public static void Configure(ServiceState service, JsonObject request)
    {
        service.DesiredCount = request.Number("desiredCount") ?? service.DesiredCount;
        service.GraceSeconds = request.Number("healthCheckGracePeriodSeconds") ?? service.GraceSeconds;
        service.LoadBalancers = request["loadBalancers"]?.DeepClone() as JsonArray ?? service.LoadBalancers;
        service.NetworkConfiguration = request["networkConfiguration"]?.DeepClone() as JsonObject ?? service.NetworkConfiguration;
        var configuration = StrategySettings.Merged(service.Settings.Object("deploymentConfiguration"), request.Object("deploymentConfiguration"));
        foreach (var member in Kept.Where(member => request[member] is not null))
            service.Settings[member] = request[member]!.DeepClone();
        service.Settings["deploymentConfiguration"] = configuration;
        if (request["desiredCount"] is not null && service.OpenDeployment?.Shift is { SourceCount: > 0 } shift)
            shift.SourceCount = service.DesiredCount;
        if (request["capacityProviderStrategy"] is JsonArray { Count: > 0 })
            service.Settings.Remove("launchType");
        if (request.Object("deploymentConfiguration") is not { } deployment)
            return;
        service.MinimumHealthyPercent = deployment.Number("minimumHealthyPercent") ?? service.MinimumHealthyPercent;
        service.MaximumPercent = deployment.Number("maximumPercent") ?? service.MaximumPercent;
        service.CircuitBreaker = CircuitBreakerSettings.Of(request) ?? service.CircuitBreaker;
    }

    /// <summary>Starts a deployment of a task definition; one that is still open is superseded.</summary>
    /// <param name="state">The state.</param>
    /// <param name="service">The service, configured as it is wanted.</param>
    /// <param name="taskDefinition">ARN of the task definition.</param>
    /// <param name="countBefore">Desired count before.</param>
    public DeploymentState Deploy(CloudState state, ServiceState service, string taskDefinition, int countBefore)
    {
        var now = time.GetUtcNow();
        var source = ServingRevision.Of(state, service);
        var left = Settle(state, service, source);
        var revision = new RevisionState
        {
            Arn = ChildArn(service, "service-revision"),
            TaskDefinition = taskDefinition,
            CreatedAt = now,
            Targets = RevisionTargets.Choose(state, service, source),
        };
        foreach (var container in state.TaskDefinitions[taskDefinition].Objects("containerDefinitions"))
        {
            if (ImageResolver.Resolve(state, container.Text("image") ?? "") is { } digest)
                revision.Digests[container.Text("name") ?? ""] = digest;
        }

        var deployment = new DeploymentState
        {
            Arn = ChildArn(service, "service-deployment"),
            TargetRevision = revision.Arn,
            SourceRevision = source,
            CreatedAt = now,
            Threshold = service.CircuitBreaker.Threshold(service.DesiredCount),
            Configuration = service.Settings.Object("deploymentConfiguration")?.DeepClone() as JsonObject,
            Shift = !Shifts(service, source, revision) ? null : new ShiftState
            {
                SourceCount = source is null ? 0 : countBefore,
                Straight = source is null || countBefore == 0 || !RevisionTargets.AreBeside(state, service, source, revision.Targets!),
            },
        };
        // A rolling deployment would count them as tasks that serve; one that shifts does it in its own first stage.
        foreach (var task in deployment.Shift is null ? left : [])
            RollingDeployment.Stop(task, "Scaling activity initiated by deployment");
        DeploymentAlarms.Begin(state, deployment);
        if (service.OpenDeployment is { } open)
        {
            open.Status = "STOPPED";
            open.StatusReason = $"The service deployment was superseded by {deployment.Arn}.";
            open.FinishedAt = now;
        }

        service.TaskDefinition = taskDefinition;
        service.StableRevision = source;
        service.Revisions.Add(revision);
        service.ActiveRevision = revision.Arn;
        service.Deployments.Insert(0, deployment);
        service.Halted = false;
        service.FailuresInRow = 0;
        service.NextStart = now;
        return deployment;
    }

    // What a deployment before has shifted goes to what the new one starts from. Returns the tasks that have no traffic any more.
    private static IReadOnlyList<TaskState> Settle(CloudState state, ServiceState service, string? source)
    {
        if (service.Shifting is not { } left || source is null)
            return [];
        TrafficShare.SetProduction(state, service, left.TargetRevision, source == left.TargetRevision ? 100 : 0);
        TrafficShare.SetTest(state, service, left.TargetRevision, source == left.TargetRevision ? 100 : 0);
        return [.. new Fleet(state).Of(service).Where(task => task.IsActive && task.Revision != source)];
    }

    private static bool Shifts(ServiceState service, string? source, RevisionState revision) =>
        StrategySettings.Of(service.Settings.Object("deploymentConfiguration")) != StrategySettings.Rolling
        || (source is not null && RevisionTargets.Differ(service, source, revision.Targets!));

    // arn:aws:ecs:region:account:service/cluster/name -> …:service-deployment/cluster/name/id
    private string ChildArn(ServiceState service, string kind) =>
        $"{service.Arn.Replace(":service/", $":{kind}/", StringComparison.Ordinal)}/{ids?.Invoke() ?? Guid.NewGuid().ToString("N")[..22]}";
}
