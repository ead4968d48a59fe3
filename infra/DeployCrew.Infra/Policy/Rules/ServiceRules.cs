using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>ECS services and clusters.</summary>
internal static class ServiceRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP058", High, "Tasks on the internet are closed to it",
            "Each task can be attacked past the load balancer.",
            "Use NAT, or let only the load balancer into the security group.", "FSBP ECS.2",
            stack => stack.Of(AwsTypes.Service).Where(IsPublic).Where(IsIn(OpenGroups(stack)))
                .Select(resource => resource.Violates("networkConfiguration.assignPublicIp", "tasks have public addresses and their security group lets everybody in."))),

        new("DCP059", Low, "Tasks have no public addresses",
            "Only the security group stands between them and the internet.",
            "Use NAT: set nat to one or perZone.", "FSBP ECS.2",
            stack => stack.Of(AwsTypes.Service).Where(resource => IsPublic(resource))
                .Select(resource => resource.Violates("networkConfiguration.assignPublicIp", "tasks have public addresses."))),

        new("DCP060", Medium, "Nobody has a shell in running tasks",
            "What is changed there is in no image and no review.",
            "Set enableExecuteCommand to false.", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
            stack => stack.Of(AwsTypes.Service).Where(resource => resource.IsTrue("enableExecuteCommand"))
                .Select(resource => stack.Durable(resource.Violates("enableExecuteCommand", "a shell can be opened in running tasks.")))),

        new("DCP061", Medium, "A rollout that fails is rolled back",
            "It goes on starting tasks that fail.",
            "Enable the circuit breaker, with rollback.", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
            stack => stack.Of(AwsTypes.Service).Where(resource => resource.Text("deploymentController.type") is null or "ECS" && !ShiftsTraffic(resource) && !(resource.IsTrue("deploymentCircuitBreaker.enable") && resource.IsTrue("deploymentCircuitBreaker.rollback")))
                .Select(resource => resource.Violates("deploymentCircuitBreaker", "a failing rollout is not rolled back."))),

        new("DCP062", Medium, "A rollout keeps tasks running",
            "There is no service while it runs.",
            "Set deploymentMinimumHealthyPercent to 50 or more.", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
            stack => stack.Of(AwsTypes.Service).Where(resource => resource.Number("deploymentMinimumHealthyPercent") is 0)
                .Select(resource => resource.Violates("deploymentMinimumHealthyPercent", "all tasks may be stopped at once."))),

        new("DCP063", Medium, "The Fargate platform is the latest",
            "Old versions get no security updates.",
            "Use LATEST.", "FSBP ECS.10",
            stack => stack.Of(AwsTypes.Service).Where(resource => resource.Text("platformVersion") is { } version && version is not "LATEST" && !version.StartsWith('<'))
                .Select(resource => resource.Violates("platformVersion", $"{resource.Text("platformVersion")} is pinned."))),

        new("DCP064", Medium, "Clusters have Container Insights",
            "CPU, memory and restarts of tasks are not seen.",
            "Set the setting containerInsights.", "FSBP ECS.12",
            stack => stack.Of(AwsTypes.Cluster).Where(resource => !resource.Items("settings").Any(setting => setting["name"]?.ToString() is "containerInsights" && setting["value"]?.ToString() is "enabled" or "enhanced"))
                .Select(resource => resource.Violates("settings", "Container Insights is off."))),

        new("DCP065", Low, "Queues have one for what could not be handled",
            "A message that cannot be handled comes back until it is lost.",
            "Set redrivePolicy.", "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
            stack => stack.Of(AwsTypes.Queue).Where(resource => !resource.Has("redrivePolicy") && !stack.Of(AwsTypes.Queue).Any(other => other.Text("redrivePolicy")?.Contains($"{resource.Name}.", StringComparison.Ordinal) is true))
                .Select(resource => resource.Violates("redrivePolicy", "there is no queue for what could not be handled."))),

        new("DCP066", Low, "Targets have a health check of their own",
            "A task that answers errors gets requests.",
            "Set healthCheck with the app's path.", "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
            stack => stack.Of(AwsTypes.TargetGroup).Where(resource => !resource.Has("healthCheck.path") && resource.Text("protocol") is "HTTP" or "HTTPS")
                .Select(resource => resource.Violates("healthCheck", "there is no health check path."))),
    ];

    private static bool IsPublic(EvaluatedResource service) => service.IsTrue("networkConfiguration.assignPublicIp");

    // The circuit breaker is of rolling rollouts; the others go back by shifting the traffic back.
    private static bool ShiftsTraffic(EvaluatedResource service) => service.Text("deploymentConfiguration.strategy") is "BLUE_GREEN" or "CANARY" or "LINEAR";

    private static Func<EvaluatedResource, bool> IsIn(HashSet<string> groups) =>
        service => service.Items("networkConfiguration.securityGroups").Any(group => groups.Contains(group.ToString()));

    /// <summary>Security groups that let everybody in somewhere.</summary>
    private static HashSet<string> OpenGroups(PolicyContext stack) => stack.Of(AwsTypes.IngressRule)
        .Where(rule => rule.Text("cidrIpv4") is "0.0.0.0/0" || rule.Text("cidrIpv6") is "::/0")
        .Select(rule => rule.Text("securityGroupId")).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
