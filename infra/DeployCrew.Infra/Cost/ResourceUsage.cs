using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Cost;

/// <summary>What of a resource is paid for. Types that are not here cost nothing by themselves: roles, rules, subnets, …</summary>
internal static class ResourceUsage
{
    public static IEnumerable<UsageQuantity> Of(PolicyContext stack, EvaluatedResource resource, UsageRequirements use) => resource.Type switch
    {
        AwsTypes.Service => Tasks(stack, resource, use),
        AwsTypes.LoadBalancer =>
        [
            new("alb.hour", use.HoursPerMonth), new("alb.lcu", use.HoursPerMonth * use.LoadBalancerUnits),
            // One public address per zone.
            new("ipv4.hour", resource.IsTrue("internal") ? 0 : use.HoursPerMonth * resource.Items("subnets").Count()),
        ],
        AwsTypes.NatGateway => [new("nat.hour", use.HoursPerMonth), new("nat.gb", use.NatGigabytes)],
        AwsTypes.ElasticIp => [new("ipv4.hour", use.HoursPerMonth)],
        AwsTypes.LogGroup => [new("logs.gb", use.LogGigabytes)],
        AwsTypes.Alarm => [new("alarm.month", 1)],
        AwsTypes.Key => [new("kms.month", 1)],
        AwsTypes.Repository => [new("ecr.gb", use.ImageGigabytes)],
        AwsTypes.Bucket => [new("s3.gb", resource.Name == "access-logs-bucket" ? use.AccessLogGigabytes : use.BucketGigabytes)],
        // What could not be handled is not asked for a million times.
        AwsTypes.Queue when resource.Name.EndsWith("-dead-letters", StringComparison.Ordinal) => [],
        AwsTypes.Queue => [new("sqs.million", use.QueueMillionRequests)],
        AwsTypes.Database => Database(resource, use),
        AwsTypes.Cache =>
        [
            new($"elasticache.{resource.Text("engine")}.{resource.Text("nodeType")}",
                use.HoursPerMonth * (resource.Number("numCacheClusters") ?? 1)),
        ],
        // A gateway endpoint costs nothing; an interface endpoint has an address in every subnet.
        AwsTypes.VpcEndpoint when resource.Text("vpcEndpointType") is "Interface" =>
            [new("endpoint.hour", use.HoursPerMonth * resource.Items("subnetIds").Count()), new("endpoint.gb", use.EndpointGigabytes)],
        AwsTypes.Dashboard => [new("dashboard.month", 1)],
        AwsTypes.WebAcl =>
            [new("waf.acl", 1), new("waf.rule", resource.Items("rules").Count()), new("waf.million", use.FirewallMillionRequests)],
        _ => [],
    };

    private static IEnumerable<UsageQuantity> Tasks(PolicyContext stack, EvaluatedResource service, UsageRequirements use)
    {
        var task = EvaluatedResource.NameIn(service.Text("taskDefinition")) is { } name ? stack.Find(name) : null;
        // The stack starts a service with no task; what it comes to is up to the autoscaler.
        var scaling = stack.Referring(AwsTypes.ScalingTarget, "resourceId", service.Name).FirstOrDefault();
        var count = use.TasksPerService ?? scaling?.Number("minCapacity") ?? service.Number("desiredCount") ?? 1;
        var most = use.TasksPerService ?? scaling?.Number("maxCapacity") ?? count;
        UsageQuantity PerTask(string item, decimal each) => new(item, use.HoursPerMonth * count * each, use.HoursPerMonth * most * each);
        yield return PerTask("fargate.vcpu", (task?.Number("cpu") ?? 0) / 1024);
        yield return PerTask("fargate.memory", (task?.Number("memory") ?? 0) / 1024);
        if (service.IsTrue("networkConfiguration.assignPublicIp"))
            yield return PerTask("ipv4.hour", 1);
    }

    private static IEnumerable<UsageQuantity> Database(EvaluatedResource database, UsageRequirements use)
    {
        // The database in the second zone is paid for like the first.
        var copies = database.IsTrue("multiAz") ? 2 : 1;
        yield return new($"rds.{database.Text("engine")}.{database.Text("instanceClass")}", use.HoursPerMonth * copies);
        yield return new($"rds.{database.Text("storageType") ?? "gp2"}", (database.Number("allocatedStorage") ?? 0) * copies);
        if (database.IsTrue("manageMasterUserPassword"))
            yield return new("secret.month", 1);
    }
}
