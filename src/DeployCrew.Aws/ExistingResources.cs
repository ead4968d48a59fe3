using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws;

/// <summary>Looks resources up by the names that a stack would give them.</summary>
internal sealed class ExistingResources(AwsConnection connection) : IDisposable
{
    private readonly AwsClient balancers = new(AwsService.LoadBalancing, connection);
    private readonly AwsClient ecr = new(AwsService.Ecr, connection);
    private readonly AwsClient ecs = new(AwsService.Ecs, connection);
    private readonly AwsClient iam = new(AwsService.Iam, connection);
    private readonly AwsClient logs = new(AwsService.Logs, connection);
    private readonly AwsClient rds = new(AwsService.Rds, connection);
    private readonly AwsClient ssm = new(AwsService.Ssm, connection);

    /// <summary>Whether one is there; null for types that have no lookup here.</summary>
    public async Task<bool?> HasAsync(string type, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(type, name, cancellationToken);
        }
        catch (AwsCallError error) when (error.AwsCode is "LoadBalancerNotFound" or "LoadBalancerNotFoundException" or "TargetGroupNotFound"
            or "TargetGroupNotFoundException" or "RepositoryNotFoundException" or "NoSuchEntity" or "NoSuchEntityException" or "DBInstanceNotFound" or "DBInstanceNotFoundFault")
        {
            return false;
        }
    }

    private async Task<bool?> LookAsync(string type, string name, CancellationToken cancellationToken)
    {
        switch (type)
        {
            case "aws:lb/loadBalancer:LoadBalancer":
                await balancers.QueryAsync("DescribeLoadBalancers", [KeyValuePair.Create("Names.member.1", name)], cancellationToken);
                return true;
            case "aws:lb/targetGroup:TargetGroup":
                await balancers.QueryAsync("DescribeTargetGroups", [KeyValuePair.Create("Names.member.1", name)], cancellationToken);
                return true;
            case "aws:ecr/repository:Repository":
                await ecr.JsonAsync("DescribeRepositories", new JsonObject { ["repositoryNames"] = JsonFields.Array(name) }, cancellationToken);
                return true;
            case "aws:ecs/cluster:Cluster":
                var clusters = await ecs.JsonAsync("DescribeClusters", new JsonObject { ["clusters"] = JsonFields.Array(name) }, cancellationToken);
                return clusters.Objects("clusters").Any(cluster => cluster.TextOrNull("status") == "ACTIVE");
            case "aws:iam/role:Role":
                await iam.QueryAsync("GetRole", [KeyValuePair.Create("RoleName", name)], cancellationToken);
                return true;
            case "aws:cloudwatch/logGroup:LogGroup":
                var groups = await logs.JsonAsync("DescribeLogGroups", new JsonObject { ["logGroupNamePrefix"] = name }, cancellationToken);
                return groups.Objects("logGroups").Any(group => group.TextOrNull("logGroupName") == name);
            case "aws:rds/instance:Instance":
                await rds.QueryAsync("DescribeDBInstances", [KeyValuePair.Create("DBInstanceIdentifier", name)], cancellationToken);
                return true;
            case "aws:ssm/parameter:Parameter":
                var parameters = await ssm.JsonAsync("GetParameters", new JsonObject { ["Names"] = JsonFields.Array(name) }, cancellationToken);
                return parameters.Objects("Parameters").Any();
            default:
                return null;
        }
    }

    public void Dispose()
    {
        foreach (var client in new[] { balancers, ecr, ecs, iam, logs, rds, ssm })
            client.Dispose();
    }
}
