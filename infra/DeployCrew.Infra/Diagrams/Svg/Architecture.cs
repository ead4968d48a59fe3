using System.Globalization;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;
using DeployCrew.Infra.Review;

namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>What of a stack is in its picture, in one environment.</summary>
/// <param name="Title">Project and environment.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Network">The VPC with its address block, or its id where it was there already.</param>
/// <param name="Zones">One per pair of subnets.</param>
/// <param name="Balancer">Load balancer's lines.</param>
/// <param name="EntryPorts">Ports that the world may reach it at: <c>80, 443</c>.</param>
/// <param name="HasFirewall">Whether AWS WAF is in front.</param>
/// <param name="Cluster">The cluster's line.</param>
/// <param name="Services">ECS services.</param>
/// <param name="Inside">Databases and caches.</param>
/// <param name="Outside">Buckets and queues.</param>
/// <param name="Shared">Other AWS services that the stack uses.</param>
/// <param name="Endpoints">AWS services that private endpoints lead to; empty without endpoints.</param>
/// <param name="WayOut">How tasks reach the internet.</param>
/// <param name="Links">Who talks to whom.</param>
internal sealed record Architecture(
    string Title, string Region, string Network, IReadOnlyList<Zone> Zones, Part Balancer, string EntryPorts, bool HasFirewall, string Cluster,
    IReadOnlyList<Part> Services, IReadOnlyList<Part> Inside, IReadOnlyList<Part> Outside, IReadOnlyList<Part> Shared,
    IReadOnlyList<string> Endpoints, WayOut WayOut, IReadOnlyList<Connection> Links)
{
    public static Architecture Of(StackModel model, StackConfiguration configuration)
    {
        var stack = PolicyContext.Of(model, configuration);
        var active = stack.Resources.Select(resource => resource.Resource).ToList();
        List<Connection> links = [.. Reachability.Connections(active).Distinct(), .. Reachability.Uses(active).Distinct()];
        var balancer = stack.Of(AwsTypes.LoadBalancer).First();
        var nat = stack.Of(AwsTypes.NatGateway).ToList();
        var endpoints = stack.Of(AwsTypes.VpcEndpoint).Where(endpoint => endpoint.Text("vpcEndpointType") is "Interface").ToList();
        var services = stack.Of(AwsTypes.Service).ToList();
        var strategy = services.Select(service => service.Text("deploymentConfiguration.strategy")).FirstOrDefault(text => text is not null);
        var created = stack.Of(AwsTypes.Vpc).FirstOrDefault();
        return new(
            $"{model.Project} · {configuration.Environment}", $"{configuration.Values.GetValueOrDefault("aws:region")}",
            created is null ? $"VPC {configuration.Values.GetValueOrDefault("vpcId")} (was there already)" : $"VPC {created.Text("cidrBlock")}",
            Zone.Of(stack, configuration),
            new(balancer.Name, PartKind.Entry, ["Application load balancer", balancer.Text("name") ?? ""]),
            string.Join(", ", links.Where(link => link.From == "world" && link.To == balancer.Name).Select(link => link.Port).Distinct()
                .OrderBy(port => port.Length).ThenBy(port => port, StringComparer.Ordinal)),
            stack.Of(AwsTypes.WebAcl).Any(),
            $"ECS cluster {stack.Of(AwsTypes.Cluster).FirstOrDefault()?.Text("name")}{(strategy is null ? "" : $" · {Strategy(strategy)}")}",
            [.. services.Select(service => Service(stack, service))],
            [.. stack.Of(AwsTypes.Database).Select(Database), .. stack.Of(AwsTypes.Cache).Select(Cache)],
            [
                .. stack.Of(AwsTypes.Bucket).Where(bucket => bucket.Name != "access-logs-bucket")
                    .Select(bucket => new Part(bucket.Name, PartKind.Data, ["S3 bucket", Short(bucket.Name, "-bucket")])),
                .. stack.Of(AwsTypes.Queue).Where(queue => !queue.Name.EndsWith("-dead-letters", StringComparison.Ordinal))
                    .Select(queue => new Part(queue.Name, PartKind.Data, ["SQS queue", queue.Text("name") ?? queue.Name])),
            ],
            [.. Others(stack)],
            [.. endpoints.Select(endpoint => endpoint.Text("serviceName") is { } name ? name[(name.IndexOf('.', "com.amazonaws.".Length) + 1)..] : endpoint.Name)],
            nat.Count > 0 ? WayOut.Nat : endpoints.Count > 0 ? WayOut.Endpoints
                : services.Exists(service => service.IsTrue("networkConfiguration.assignPublicIp")) ? WayOut.Direct : WayOut.Unknown,
            links);
    }

    private static Part Service(PolicyContext stack, EvaluatedResource service)
    {
        var task = EvaluatedResource.NameIn(service.Text("taskDefinition")) is { } name ? stack.Find(name) : null;
        var scaling = stack.Referring(AwsTypes.ScalingTarget, "resourceId", service.Name).FirstOrDefault();
        var port = service.Text("loadBalancers[0].containerPort");
        return new(service.Name, PartKind.Service,
        [
            Short(service.Name, "-service"), $"{task?.Text("cpu")} CPU · {task?.Text("memory")} MiB",
            $"{scaling?.Text("minCapacity") ?? "0"}-{scaling?.Text("maxCapacity") ?? "?"} tasks{(port is null ? "" : $" · port {port}")}",
        ]);
    }

    private static Part Database(EvaluatedResource database) => new(database.Name, PartKind.Data,
    [
        $"{(database.Text("engine") is "postgres" ? "PostgreSQL" : "MySQL")} {Short(database.Name, "-database")}",
        $"{database.Text("instanceClass")} · {database.Text("allocatedStorage")} GB", database.IsTrue("multiAz") ? "in two zones" : "in one zone",
    ]);

    private static Part Cache(EvaluatedResource cache) => new(cache.Name, PartKind.Data,
    [
        $"Redis {Short(cache.Name, "-cache")}", $"{cache.Text("engine")} · {cache.Text("nodeType")}",
        cache.Number("numCacheClusters") is > 1 ? "in two zones" : "in one zone",
    ]);

    private static IEnumerable<Part> Others(PolicyContext stack)
    {
        Part Several(string type, string title, string what)
        {
            var count = stack.Of(type).Count();
            return new(title, PartKind.Other, [title, string.Create(CultureInfo.InvariantCulture, $"{what}: {count}")]);
        }

        yield return Several(AwsTypes.Repository, "ECR", "repositories");
        yield return Several(AwsTypes.Parameter, "SSM Parameter Store", "parameters of the contract");
        yield return Several(AwsTypes.LogGroup, "CloudWatch", $"alarms: {stack.Of(AwsTypes.Alarm).Count()}, log groups");
        yield return Several(AwsTypes.Key, "KMS", "keys");
        if (stack.Find("access-logs-bucket") is not null)
            yield return new("access-logs-bucket", PartKind.Other, ["S3 bucket", "access logs"]);
    }

    private static string Strategy(string strategy) => strategy switch
    {
        "BLUE_GREEN" => "blue/green",
        _ => strategy.ToLowerInvariant().Replace('_', ' '),
    };

    private static string Short(string name, string end) => name.EndsWith(end, StringComparison.Ordinal) ? name[..^end.Length] : name;
}
