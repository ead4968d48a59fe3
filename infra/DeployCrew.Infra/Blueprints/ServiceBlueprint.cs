using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>One service: repository, logs, roles, target group and routes, task definition, ECS service, autoscaling.</summary>
internal static class ServiceBlueprint
{
    public static ServiceParts Add(StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, RoutePlan routes)
    {
        stack.In($"{name}-service");
        var repository = RepositoryBlueprint.Add(stack, scope.Common, scope.Key, name);
        var logs = stack.Add("aws:cloudwatch/logGroup:LogGroup", $"{name}-logs", new()
        {
            { "name", scope.Common.Path(name) }, { "retentionInDays", scope.Common.LogRetentionDays }, { "kmsKeyId", scope.Key.Arn },
        });
        var secrets = SecretReferences.Of(stack, scope, name);
        secrets.AddRange(scope.Backing.Where(backing => backing.UsedBy.Contains(name)).SelectMany(backing => backing.Secrets));
        var roles = RolesBlueprint.Add(stack, scope, name, repository, logs, secrets);
        var target = service.Routes.Count == 0 ? null : TargetBlueprint.Add(stack, scope, name, service, routes);
        var task = TaskBlueprint.Add(stack, scope, name, service, logs, roles, secrets);
        var running = Service(stack, scope, name, service, task, target, roles);
        AutoscalingBlueprint.Add(stack, scope, name, running, target);
        return new(name, repository, logs, task, running, target);
    }

    private static ResourceHandle Service(
        StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, ResourceHandle task, Target? target,
        Roles roles)
    {
        // Nobody sends a worker requests that could be shifted.
        var rolling = target?.Shifted is null;
        return stack.Add("aws:ecs/service:Service", $"{name}-service",
            "Starts with no task: the deploy agent registers the first real revision and sets the count; from then on both are its own, and the autoscaler's.",
            new()
            {
                { "name", scope.Common.Named(name) }, { "cluster", scope.Cluster.Arn }, { "taskDefinition", task.Arn },
                { "desiredCount", 0 },
                { "launchType", "FARGATE" }, { "platformVersion", "LATEST" },
                { "deploymentMinimumHealthyPercent", rolling ? 100 : null }, { "deploymentMaximumPercent", rolling ? 200 : null },
                { "deploymentCircuitBreaker", rolling ? new Inputs { { "enable", true }, { "rollback", true } } : (Value?)null },
                { "deploymentConfiguration", rolling ? null : DeploymentSettings.Of(scope.Deploy) },
                { "availabilityZoneRebalancing", "ENABLED" }, { "enableExecuteCommand", scope.Exec.Flag }, { "enableEcsManagedTags", true },
                { "propagateTags", "SERVICE" },
                { "networkConfiguration", new Inputs
                {
                    { "subnets", List(scope.Network.PrivateSubnetIds) },
                    { "securityGroups", List(scope.Security.Services[name].Id) }, { "assignPublicIp", scope.Network.TasksArePublic },
                } },
                { "healthCheckGracePeriodSeconds", target is null ? null : service.Health.GraceSeconds },
                { "loadBalancers", target is null ? null : List(new Inputs
                {
                    { "targetGroupArn", target.Group.Arn }, { "containerName", name }, { "containerPort", service.Port },
                    { "advancedConfiguration", Shift(scope, target) },
                }) },
            },
            new()
            {
                // The load balancer has to know the target group before ECS may register tasks in it; and the role's permissions outlive
                // the service.
                DependsOn =
                [
                    .. target?.Rules.Select(rule => rule.Name) ?? [], roles.ExecutionPermissions.Name,
                    .. rolling ? Array.Empty<string>() : [scope.LoadBalancing.Shift!.Permissions.Name],
                ],
                IgnoreChanges = ["taskDefinition", "desiredCount"],
            });
    }

    private static MapValue? Shift(ServiceScope scope, Target target) => target.Shifted is not { } shifted ? null : (MapValue)new Inputs
    {
        { "alternateTargetGroupArn", shifted.Green.Arn }, { "productionListenerRule", shifted.ProductionRule.Arn },
        { "testListenerRule", shifted.TestRule.Arn }, { "roleArn", scope.LoadBalancing.Shift!.Role.Arn },
    };
}
