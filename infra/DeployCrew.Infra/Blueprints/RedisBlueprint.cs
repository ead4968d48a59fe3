using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Redis-compatible cache on ElastiCache, encrypted on disk and on the wire; who may reach it is up to its security
/// group.</summary>
internal static class RedisBlueprint
{
    private const int Port = 6379;

    public static BackingAccess Add(StackBuilder stack, BackingScope scope, string name, ResourceRequirements resource)
    {
        stack.In($"{name}-cache");
        var group = BackingNetwork.SecurityGroup(stack, scope, name, resource, Port);
        var subnets = stack.Add("aws:elasticache/subnetGroup:SubnetGroup", $"{name}-subnets", new()
        {
            { "name", scope.Common.Named(name) }, { "subnetIds", List(scope.Network.PrivateSubnetIds) },
        });
        var nodes = stack.Configure("cacheNodes", ConfigurationKind.Number, "Nodes of a cache; from two on, one stands by in another zone.",
            environment => environment.Requirements.DeletionProtection ? 2 : 1);
        var cache = stack.Add("aws:elasticache/replicationGroup:ReplicationGroup", $"{name}-cache", new()
        {
            { "replicationGroupId", scope.Common.Named(name) }, { "description", Text($"{name} of {scope.Common.Prefix}") },
            { "engine", "valkey" }, { "engineVersion", "8.0" }, { "nodeType", resource.Size ?? "cache.t4g.micro" }, { "port", Port },
            { "numCacheClusters", nodes }, { "automaticFailoverEnabled", scope.Common.Protected },
            { "multiAzEnabled", scope.Common.Protected },
            { "subnetGroupName", subnets["name"] }, { "securityGroupIds", List(group.Id) },
            { "atRestEncryptionEnabled", true }, { "kmsKeyId", scope.Key.Arn }, { "transitEncryptionEnabled", true },
            { "snapshotRetentionLimit", 7 },
        });
        var variable = Naming.Upper(name);
        var host = cache["primaryEndpointAddress"];
        return new(
            BackingAccess.Users(scope.Document, resource),
            [new($"{variable}_HOST", host), new($"{variable}_PORT", $"{Port}"),
                new($"{variable}_URL", Text($"rediss://{host}:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}"))],
            [], []);
    }
}
