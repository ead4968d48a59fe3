using DeployCrew.Aws.Ecr;
using DeployCrew.Aws.Ecs;
using DeployCrew.Aws.LoadBalancing;
using DeployCrew.Aws.Logs;
using DeployCrew.Aws.Protocol;
using DeployCrew.Aws.Ssm;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws;

/// <summary>Looks resources up by the names that a stack would give them.</summary>
internal sealed class ExistingResources(AwsConnection connection) : IDisposable
{
    private readonly LoadBalancingClient balancers = new(connection);
    private readonly EcrClient ecr = new(connection);
    private readonly EcsClient ecs = new(connection);
    private readonly LogsClient logs = new(connection);
    private readonly ParameterClient parameters = new(connection);
    private readonly AwsClient iam = new(AwsService.Iam, connection);
    private readonly AwsClient rds = new(AwsService.Rds, connection);

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
                return (await balancers.DescribeLoadBalancersAsync(name, cancellationToken)).Count > 0;
            case "aws:lb/targetGroup:TargetGroup":
                return (await balancers.DescribeTargetGroupsAsync(name, cancellationToken)).Count > 0;
            case "aws:ecr/repository:Repository":
                return (await ecr.DescribeRepositoriesAsync(name, cancellationToken)).Count > 0;
            case "aws:ecs/cluster:Cluster":
                return (await ecs.DescribeClustersAsync([name], cancellationToken)).Any(cluster => cluster.IsActive);
            case "aws:cloudwatch/logGroup:LogGroup":
                return (await logs.ListGroupsAsync(name, cancellationToken)).Contains(name);
            case "aws:ssm/parameter:Parameter":
                return await parameters.ExistsAsync(name, cancellationToken);
            case "aws:iam/role:Role":
                await iam.QueryAsync("GetRole", new Form().Add("RoleName", name), Effect.Repeatable, cancellationToken);
                return true;
            case "aws:rds/instance:Instance":
                await rds.QueryAsync("DescribeDBInstances", new Form().Add("DBInstanceIdentifier", name), Effect.Repeatable, cancellationToken);
                return true;
            default:
                return null;
        }
    }

    public void Dispose()
    {
        foreach (var client in new IDisposable[] { balancers, ecr, ecs, logs, parameters, iam, rds })
            client.Dispose();
    }
}
