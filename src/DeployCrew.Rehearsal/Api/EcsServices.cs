using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS services.</summary>
internal sealed class EcsServices(StateStore store, ServiceChanges changes, TimeProvider time)
{
    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["CreateService"] = Create,
        ["UpdateService"] = Update,
        ["DeleteService"] = Delete,
        ["DescribeServices"] = Describe,
        ["ListServices"] = List,
    };

    public JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var cluster = EcsNames.Cluster(state, request);
        var name = request.Text("serviceName") is { Length: > 0 } given ? given : throw new AwsFault("InvalidParameterException", "Service name can not be blank.");
        var arn = CloudIdentity.Arn("ecs", call.Region, $"service/{cluster.Name}/{name}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.ToJsonString())));
        if (state.Services.TryGetValue(arn, out var known))
        {
            if (known.ClientToken is not null && known.ClientToken == request.Text("clientToken") && known.ClientRequest == hash)
                return Answer(state, known);
            throw new AwsFault("InvalidParameterException", known.Deleting
                ? "Unable to Start a service that is still Draining." : "Creation of service was not idempotent.");
        }

        ServiceChanges.Refuse(state, request);
        var definition = Definition(state, request.Text("taskDefinition") ?? throw new AwsFault("InvalidParameterException", "TaskDefinition can not be blank."));
        var service = new ServiceState
        {
            Arn = arn,
            Name = name,
            ClusterArn = cluster.Arn,
            CreatedAt = time.GetUtcNow(),
            TaskDefinition = definition,
            ClientToken = request.Text("clientToken"),
            ClientRequest = hash,
        };
        if (request.Text("launchType") is null && request["capacityProviderStrategy"] is null && cluster.Settings["defaultCapacityProviderStrategy"] is JsonArray { Count: > 0 } strategy)
            service.Settings["capacityProviderStrategy"] = strategy.DeepClone();
        ServiceChanges.Configure(service, request);
        ResourceTags.Lower.Add(state, arn, request);
        changes.Deploy(state, service, definition, countBefore: 0);
        state.Services[arn] = service;
        state.Departed.Remove(arn);
        return Answer(state, service);
    });

    public JsonObject Update(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var service = EcsNames.Service(state, request);
        if (service.Deleting)
            throw new AwsFault("ServiceNotActiveException", "Service was not ACTIVE.");
        ServiceChanges.Refuse(state, request, service);
        var definition = request.Text("taskDefinition") is { } wanted ? Definition(state, wanted) : service.TaskDefinition;
        var (before, count) = (ServiceChanges.RevisionOf(service), service.DesiredCount);
        ServiceChanges.Configure(service, request);
        if (definition != service.TaskDefinition || request.Flag("forceNewDeployment") || before != ServiceChanges.RevisionOf(service))
            changes.Deploy(state, service, definition, count);
        return Answer(state, service);
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var service = EcsNames.Service(state, request);
        if (service.DesiredCount > 0 && !request.Flag("force"))
            throw new AwsFault("InvalidParameterException", "The service cannot be stopped while it is scaled above 0.");
        service.DesiredCount = 0;
        service.Deleting = true;
        state.Tags.Remove(service.Arn);
        var left = EcsJson.Service(state, service, []);
        (left["runningCount"], left["pendingCount"], left["deployments"]) = (0, 0, new JsonArray());
        EcsNames.Depart(state, service.Arn, left, time.GetUtcNow());
        return Answer(state, service);
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var cluster = EcsNames.Cluster(state, request);
        if (request.Texts("services").Count > 10)
            throw new AwsFault("InvalidParameterException", "A maximum of 10 services can be described at a time.");
        var include = request.Texts("include");
        var found = request.Texts("services").Select(name => cluster.Arn.Replace(":cluster/", ":service/", StringComparison.Ordinal) + "/" + EcsNames.NameOf(name)).Distinct()
            .ToLookup(arn => state.Services.GetValueOrDefault(arn) is { } service ? EcsJson.Service(state, service, include) : state.Departed.GetValueOrDefault(arn)?.Json.DeepClone());
        return new JsonObject
        {
            ["services"] = found.Where(group => group.Key is not null).Select(group => group.Key).ToJsonArray(),
            ["failures"] = found[null].Select(EcsNames.Missing).ToJsonArray(),
        };
    });

    private JsonObject List(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var cluster = EcsNames.Cluster(state, request);
        return EcsNames.Listed(call, "serviceArns", [.. state.Services.Values
            .Where(service => service.ClusterArn == cluster.Arn
                && (request.Text("launchType") is not { } launchType || EcsJson.LaunchType(service) == launchType)
                && request.Text("schedulingStrategy") is null or "REPLICA")
            .Select(service => service.Arn)], request, 10);
    });

    private static string Definition(CloudState state, string reference)
    {
        var found = EcsTaskDefinitions.Find(state, reference);
        return found.Text("status") == "ACTIVE" ? found.Text("taskDefinitionArn")! : throw new AwsFault("ClientException", "TaskDefinition is inactive");
    }

    private static JsonObject Answer(CloudState state, ServiceState service) => new() { ["service"] = EcsJson.Service(state, service, ["TAGS"]) };
}
