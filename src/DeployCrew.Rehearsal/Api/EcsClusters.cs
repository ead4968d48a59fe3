using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS clusters.</summary>
internal sealed class EcsClusters(StateStore store, TimeProvider time)
{
    private static readonly string[] Kept = ["configuration", "defaultCapacityProviderStrategy", "serviceConnectDefaults"];
    private static readonly string[] Everything = ["SETTINGS", "CONFIGURATIONS", "TAGS"];

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["CreateCluster"] = Create,
        ["DescribeClusters"] = Describe,
        ["ListClusters"] = (request, call) => store.Read(state => EcsNames.Listed(call, "clusterArns", [.. state.Clusters.Values.Select(cluster => cluster.Arn)], request)),
        ["UpdateCluster"] = Update,
        ["UpdateClusterSettings"] = Update,
        ["PutClusterCapacityProviders"] = PutCapacityProviders,
        ["DeleteCluster"] = Delete,
    };

    /// <summary>Creates a cluster; one that is there already is answered as it is.</summary>
    public JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var name = request.Text("clusterName") ?? "default";
        var providers = Providers(request);
        if (!state.Clusters.TryGetValue(name, out var cluster))
        {
            cluster = new ClusterState { Name = name, Arn = CloudIdentity.Arn("ecs", call.Region, "cluster/" + name), CapacityProviders = providers };
            Take(cluster, request);
            ResourceTags.Lower.Add(state, cluster.Arn, request);
            state.Clusters[name] = cluster;
            state.Departed.Remove(cluster.Arn);
        }

        return new JsonObject { ["cluster"] = EcsJson.Cluster(state, cluster, Everything) };
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var include = request.Texts("include");
        var arns = request.Texts("clusters").Select(EcsNames.NameOf).DefaultIfEmpty("default").Select(name => CloudIdentity.Arn("ecs", call.Region, "cluster/" + name)).ToArray();
        var found = arns.ToLookup(arn => state.Clusters.GetValueOrDefault(EcsNames.NameOf(arn)) is { } cluster
            ? EcsJson.Cluster(state, cluster, include)
            : state.Departed.GetValueOrDefault(arn)?.Json.DeepClone());
        return new JsonObject
        {
            ["clusters"] = found.Where(group => group.Key is not null).Select(group => group.Key).ToJsonArray(),
            ["failures"] = found[null].Select(EcsNames.Missing).ToJsonArray(),
        };
    });

    private JsonObject Update(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var cluster = EcsNames.Cluster(state, request);
        Take(cluster, request);
        return new JsonObject { ["cluster"] = EcsJson.Cluster(state, cluster, Everything) };
    });

    private JsonObject PutCapacityProviders(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var cluster = EcsNames.Cluster(state, request);
        cluster.CapacityProviders = Providers(request);
        cluster.Settings["defaultCapacityProviderStrategy"] = request["defaultCapacityProviderStrategy"]?.DeepClone();
        return new JsonObject { ["cluster"] = EcsJson.Cluster(state, cluster, Everything) };
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var cluster = EcsNames.Cluster(state, request);
        if (state.Services.Values.Any(service => service.ClusterArn == cluster.Arn))
            throw new AwsFault("ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
        var json = EcsJson.Cluster(state, cluster, Everything);
        state.Clusters.Remove(cluster.Name);
        state.Tags.Remove(cluster.Arn);
        EcsNames.Depart(state, cluster.Arn, json, time.GetUtcNow());
        return new JsonObject { ["cluster"] = json.DeepClone() };
    });

    private static List<string> Providers(JsonObject request)
    {
        var named = request.Texts("capacityProviders");
        var strategy = request.Objects("defaultCapacityProviderStrategy").Select(one => one.Text("capacityProvider") ?? "").ToArray();
        if (named.Concat(strategy).FirstOrDefault(name => name is not ("FARGATE" or "FARGATE_SPOT")) is { } unknown)
            throw new AwsFault("InvalidParameterException", $"The specified capacity provider '{unknown}' was not found. The local cloud has FARGATE and FARGATE_SPOT.");
        if (strategy.Except(named).Any())
            throw new AwsFault("InvalidParameterException", "A default capacity provider strategy names only capacity providers of the cluster.");
        return [.. named.Distinct()];
    }

    // containerInsights is the one setting that ECS has: enabled, disabled or enhanced.
    private static void Take(ClusterState cluster, JsonObject request)
    {
        if (request["settings"] is JsonArray settings)
            cluster.Settings["settings"] = settings.DeepClone();
        foreach (var member in Kept.Where(member => request[member] is not null))
            cluster.Settings[member] = request[member]!.DeepClone();
    }
}
