using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Private ways to the AWS services that tasks need, for networks that have no way to the internet.</summary>
internal static class EndpointsBlueprint
{
    public static void Add(StackBuilder stack, RequirementsDocument document, CommonConfiguration common, Network network, Security security)
    {
        if (!document.Environments.Values.Any(environment => NetworkBlueprint.Has(environment, "endpoints")))
            return;
        var condition = stack.Configure("natEndpoints", ConfigurationKind.Flag,
            "No way to the internet: tasks reach the AWS services that they need through private endpoints.",
            scope => NetworkBlueprint.Has(scope.Requirements, "endpoints"), network.Created.Condition?.Name);
        stack.In("endpoints", condition);
        var group = SecurityBlueprint.Group(stack, common, network, "endpoints", "Private endpoints: only tasks get in");
        foreach (var (name, tasks) in security.Services)
            SecurityBlueprint.Ingress(stack, $"{name}-to-endpoints", group, 443, $"From the tasks of {name}", ("referencedSecurityGroupId", tasks.Id));
        foreach (var service in Needed(document))
        {
            stack.Add("aws:ec2/vpcEndpoint:VpcEndpoint", $"{service.Replace('.', '-')}-endpoint", new()
            {
                { "vpcId", network.Vpc.Id }, { "serviceName", Text($"com.amazonaws.{common.Region}.{service}") },
                { "vpcEndpointType", "Interface" }, { "privateDnsEnabled", true }, { "subnetIds", List(network.PrivateSubnetIds) },
                { "securityGroupIds", List(group.Id) }, { "tags", new Inputs { { "Name", common.Named(service.Replace('.', '-')) } } },
            });
        }
    }

    /// <summary>What pulling the image, logging, fetching secrets, and the backing resources need. Buckets are reached through the
    /// gateway endpoint, databases and caches inside the network.</summary>
    private static IEnumerable<string> Needed(RequirementsDocument document)
    {
        var environments = document.Environments.Where(environment => NetworkBlueprint.Has(environment.Value, "endpoints")).ToList();
        var references = environments.SelectMany(environment => ResolvedServices.In(document, environment.Key))
            .SelectMany(service => service.Value.Secrets.Values).ToList();
        yield return "ecr.api";
        yield return "ecr.dkr";
        yield return "logs";
        if (references.Exists(reference => reference.StartsWith("ssm:", StringComparison.Ordinal)))
            yield return "ssm";
        if (references.Exists(reference => reference.StartsWith("secretsmanager:", StringComparison.Ordinal)) || Has(document, "postgres", "mysql"))
            yield return "secretsmanager";
        if (Has(document, "queue"))
            yield return "sqs";
        if (environments.Exists(environment => environment.Value.Exec))
            yield return "ssmmessages";
    }

    private static bool Has(RequirementsDocument document, params string[] types) =>
        document.Resources.Values.Any(resource => types.Contains(resource.Type));
}
