using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS (API 2014-11-13): requests change the state, the scheduler makes it true.</summary>
internal sealed class EcsApi(StateStore store, ServiceChanges changes, TimeProvider time)
{
    public JsonOperations Operations => new("AmazonEC2ContainerServiceV20141113", "ecs", new Dictionary<string, Func<JsonObject, AwsCall, JsonObject>>
    {
        ["CreateCluster"] = CreateCluster,
        ["DescribeClusters"] = DescribeClusters,
        ["ListClusters"] = (_, _) => store.Read(state => new JsonObject { ["clusterArns"] = state.Clusters.Values.Select(cluster => cluster.Arn).ToJsonArray() }),
        ["DeleteCluster"] = DeleteCluster,
        ["RegisterTaskDefinition"] = RegisterTaskDefinition,
        ["DescribeTaskDefinition"] = DescribeTaskDefinition,
        ["ListTaskDefinitions"] = ListTaskDefinitions,
        ["DeregisterTaskDefinition"] = DeregisterTaskDefinition,
        ["CreateService"] = CreateService,
        ["UpdateService"] = UpdateService,
        ["DeleteService"] = DeleteService,
        ["DescribeServices"] = DescribeServices,
        ["ListServices"] = ListServices,
        ["ListServiceDeployments"] = ListServiceDeployments,
        ["DescribeServiceDeployments"] = DescribeServiceDeployments,
        ["DescribeServiceRevisions"] = DescribeServiceRevisions,
        ["StopServiceDeployment"] = StopServiceDeployment,
        ["ListTasks"] = ListTasks,
        ["DescribeTasks"] = DescribeTasks,
        ["StopTask"] = StopTask,
    });

    public JsonObject CreateCluster(JsonObject request, AwsCall call)
    {
        var name = request.Text("clusterName") ?? "default";
        var cluster = store.Change(state =>
        {
            if (!state.Clusters.TryGetValue(name, out var existing))
                state.Clusters[name] = existing = new ClusterState { Name = name, Arn = CloudIdentity.Arn("ecs", call.Region, "cluster/" + name) };
            return existing;
        });
        return new JsonObject { ["cluster"] = store.Read(state => EcsJson.Cluster(state, cluster)) };
    }

    public JsonObject DeleteCluster(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var cluster = Cluster(state, request.Required("cluster"));
        if (state.Services.Values.Any(service => service.ClusterArn == cluster.Arn))
            throw new AwsFault("ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
        state.Clusters.Remove(cluster.Name);
        return new JsonObject { ["cluster"] = EcsJson.Cluster(state, cluster) };
    });

    public JsonObject RegisterTaskDefinition(JsonObject request, AwsCall call)
    {
        var family = request.Required("family", "ClientException");
        if (request.Objects("containerDefinitions").ToArray() is not { Length: > 0 } containers)
            throw new AwsFault("ClientException", "Container list cannot be empty.");
        if (containers.FirstOrDefault(container => container.Text("name") is null || container.Text("image") is null) is not null)
            throw new AwsFault("ClientException", "Container.name and Container.image should not be null or empty.");
        return store.Change(state =>
        {
            var revision = 1 + Revisions(state, family).Select(EcsJson.Revision).DefaultIfEmpty(0).Max();
            var definition = EcsJson.TaskDefinition(request, CloudIdentity.Arn("ecs", call.Region, $"task-definition/{family}:{revision}"), revision, time.GetUtcNow());
            state.TaskDefinitions[definition.Text("taskDefinitionArn")!] = definition;
            return Described(definition);
        });
    }

    public JsonObject CreateService(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var cluster = Cluster(state, request.Text("cluster") ?? "default");
        var name = request.Required("serviceName");
        var arn = CloudIdentity.Arn("ecs", call.Region, $"service/{cluster.Name}/{name}");
        if (state.Services.ContainsKey(arn))
            throw new AwsFault("InvalidParameterException", "Creation of service was not idempotent.");
        var definition = FindTaskDefinition(state, request.Required("taskDefinition")).Text("taskDefinitionArn")!;
        var service = new ServiceState
        {
            Arn = arn,
            Name = name,
            ClusterArn = cluster.Arn,
            CreatedAt = time.GetUtcNow(),
            TaskDefinition = definition,
        };
        ServiceChanges.Configure(service, request);
        changes.Deploy(state, service, definition);
        state.Services[arn] = service;
        return new JsonObject { ["service"] = EcsJson.Service(state, service) };
    });

    public JsonObject UpdateService(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var service = Service(state, request.Text("cluster"), request.Required("service"));
        var definition = request.Text("taskDefinition") is { } wanted
            ? FindTaskDefinition(state, wanted).Text("taskDefinitionArn")!
            : service.TaskDefinition;
        ServiceChanges.Configure(service, request);
        if (definition != service.TaskDefinition || request.Flag("forceNewDeployment"))
            changes.Deploy(state, service, definition);
        return new JsonObject { ["service"] = EcsJson.Service(state, service) };
    });

    public JsonObject DeleteService(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var service = Service(state, request.Text("cluster"), request.Required("service"));
        if (service.DesiredCount > 0 && !request.Flag("force"))
            throw new AwsFault("InvalidParameterException", "The service cannot be stopped while it is scaled above 0.");
        service.DesiredCount = 0;
        service.Deleting = true;
        return new JsonObject { ["service"] = EcsJson.Service(state, service) };
    });

    private JsonObject DescribeClusters(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var names = request.Texts("clusters").Select(NameOf).DefaultIfEmpty("default").ToArray();
        return new JsonObject
        {
            ["clusters"] = names.Where(state.Clusters.ContainsKey).Select(name => (JsonNode?)EcsJson.Cluster(state, state.Clusters[name])).ToJsonArray(),
            ["failures"] = names.Where(name => !state.Clusters.ContainsKey(name))
                .Select(name => Missing(CloudIdentity.Arn("ecs", call.Region, "cluster/" + name))).ToJsonArray(),
        };
    });

    private JsonObject DescribeTaskDefinition(JsonObject request, AwsCall call) =>
        store.Read(state => Described(FindTaskDefinition(state, request.Required("taskDefinition", "ClientException"))));

    private JsonObject ListTaskDefinitions(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var prefix = request.Text("familyPrefix");
        var all = state.TaskDefinitions.Values.Where(one => one.Text("status") == (request.Text("status") ?? "ACTIVE") && (prefix is null || one.Text("family") == prefix))
            .OrderBy(one => one.Text("family"), StringComparer.Ordinal).ThenBy(EcsJson.Revision).Select(one => one.Text("taskDefinitionArn")!);
        return Listed("taskDefinitionArns", request.Text("sort") == "DESC" ? [.. all.Reverse()] : [.. all], request);
    });

    private JsonObject DeregisterTaskDefinition(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var definition = FindTaskDefinition(state, request.Required("taskDefinition", "ClientException"));
        definition["status"] = "INACTIVE";
        return Described(definition);
    });

    private JsonObject DescribeServices(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var cluster = Cluster(state, request.Text("cluster") ?? "default");
        var found = request.Texts("services").ToLookup(name => state.Services.Values.FirstOrDefault(service => service.ClusterArn == cluster.Arn && service.Name == NameOf(name)));
        return new JsonObject
        {
            ["services"] = found.Where(group => group.Key is not null).Select(group => (JsonNode?)EcsJson.Service(state, group.Key!)).ToJsonArray(),
            ["failures"] = found[null].Select(name => Missing(CloudIdentity.Arn("ecs", call.Region, $"service/{cluster.Name}/{NameOf(name)}"))).ToJsonArray(),
        };
    });

    private JsonObject ListServices(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var cluster = Cluster(state, request.Text("cluster") ?? "default");
        return Listed("serviceArns", [.. state.Services.Values.Where(service => service.ClusterArn == cluster.Arn).Select(service => service.Arn)], request, 10);
    });

    private JsonObject ListServiceDeployments(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var service = Service(state, request.Text("cluster"), request.Required("service"));
        var (items, next) = Page.Of(service.Deployments, request.Text("nextToken"), request.Number("maxResults"), 20);
        var answer = new JsonObject { ["serviceDeployments"] = items.Select(item => (JsonNode?)EcsJson.DeploymentBrief(service, item)).ToJsonArray() };
        if (next is not null)
            answer["nextToken"] = next;
        return answer;
    });

    private JsonObject DescribeServiceDeployments(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var found = request.Texts("serviceDeploymentArns").ToLookup(arn => FindDeployment(state, arn));
        return new JsonObject
        {
            ["serviceDeployments"] = found.Where(group => group.Key is not null)
                .Select(group => (JsonNode?)EcsJson.Deployment(state, group.Key!.Value.Service, group.Key!.Value.Deployment)).ToJsonArray(),
            ["failures"] = found[null].Select(Missing).ToJsonArray(),
        };
    });

    private JsonObject DescribeServiceRevisions(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var arns = request.Texts("serviceRevisionArns");
        var found = state.Services.Values.SelectMany(service => service.Revisions, (service, revision) => (service, revision))
            .Where(pair => arns.Contains(pair.revision.Arn)).ToArray();
        return new JsonObject
        {
            ["serviceRevisions"] = found.Select(pair => (JsonNode?)EcsJson.Revision(state, pair.service, pair.revision)).ToJsonArray(),
            ["failures"] = arns.Where(arn => found.All(pair => pair.revision.Arn != arn)).Select(Missing).ToJsonArray(),
        };
    });

    private JsonObject StopServiceDeployment(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var arn = request.Required("serviceDeploymentArn");
        var (service, deployment) = FindDeployment(state, arn)
            ?? throw new AwsFault("ServiceDeploymentNotFoundException", "The service deployment could not be found.");
        if (!deployment.IsOpen)
            throw new AwsFault("ConflictException", $"The service deployment is in {deployment.Status} and cannot be stopped.");
        RollingDeployment.RollBack(service, deployment, time.GetUtcNow(), "Service deployment was stopped by a request.", allowed: true);
        return new JsonObject { ["serviceDeploymentArn"] = arn };
    });

    private JsonObject ListTasks(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var cluster = Cluster(state, request.Text("cluster") ?? "default");
        var service = request.Text("serviceName");
        var family = request.Text("family");
        var wanted = request.Text("desiredStatus") ?? "RUNNING";
        return Listed("taskArns", [.. state.Tasks.Values
            .Where(task => task.ClusterArn == cluster.Arn && task.DesiredStatus == wanted
                && (service is null || NameOf(task.ServiceArn) == NameOf(service))
                && (family is null || task.TaskDefinition.Contains($"/{family}:", StringComparison.Ordinal)))
            .Select(task => task.Arn)], request);
    });

    private JsonObject DescribeTasks(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var found = request.Texts("tasks").ToLookup(task => state.Tasks.GetValueOrDefault(NameOf(task)));
        return new JsonObject
        {
            ["tasks"] = found.Where(group => group.Key is not null).Select(group => (JsonNode?)EcsJson.Task(state, group.Key!)).ToJsonArray(),
            ["failures"] = found[null].Select(Missing).ToJsonArray(),
        };
    });

    private JsonObject StopTask(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var task = state.Tasks.GetValueOrDefault(NameOf(request.Required("task")))
            ?? throw new AwsFault("InvalidParameterException", "The referenced task was not found.");
        task.DesiredStatus = "STOPPED";
        task.StopCode ??= "UserInitiated";
        task.StoppedReason ??= request.Text("reason") ?? "Task stopped by user";
        return new JsonObject { ["task"] = EcsJson.Task(state, task) };
    });

    private static JsonObject Listed(string member, IReadOnlyList<string> all, JsonObject request, int defaultSize = 100)
    {
        var (items, next) = Page.Of(all, request.Text("nextToken"), request.Number("maxResults"), defaultSize);
        var answer = new JsonObject { [member] = items.ToJsonArray() };
        if (next is not null)
            answer["nextToken"] = next;
        return answer;
    }

    private static JsonObject Described(JsonObject definition)
    {
        var copy = (JsonObject)definition.DeepClone();
        var tags = copy["tags"]?.DeepClone() ?? new JsonArray();
        copy.Remove("tags");
        return new JsonObject { ["taskDefinition"] = copy, ["tags"] = tags };
    }

    private static (ServiceState Service, DeploymentState Deployment)? FindDeployment(CloudState state, string arn) => state.Services.Values
        .SelectMany(service => service.Deployments, (service, deployment) => ((ServiceState, DeploymentState)?)(service, deployment))
        .FirstOrDefault(pair => pair!.Value.Item2.Arn == arn);

    private static IEnumerable<JsonObject> Revisions(CloudState state, string family) =>
        state.TaskDefinitions.Values.Where(definition => definition.Text("family") == family);

    private static JsonObject FindTaskDefinition(CloudState state, string reference)
    {
        var name = NameOf(reference);
        var colon = name.LastIndexOf(':');
        var family = colon < 0 ? name : name[..colon];
        var found = colon < 0
            ? Revisions(state, family).Where(one => one.Text("status") == "ACTIVE").MaxBy(EcsJson.Revision)
            : Revisions(state, family).FirstOrDefault(one => EcsJson.Revision(one).ToString(CultureInfo.InvariantCulture) == name[(colon + 1)..]);
        return found ?? throw new AwsFault("ClientException", "Unable to describe task definition.");
    }

    private static ServiceState Service(CloudState state, string? clusterName, string name)
    {
        var cluster = Cluster(state, clusterName ?? "default");
        return state.Services.Values.FirstOrDefault(service => service.ClusterArn == cluster.Arn && service.Name == NameOf(name))
            ?? throw new AwsFault("ServiceNotFoundException", "Service not found.");
    }

    private static ClusterState Cluster(CloudState state, string name) =>
        state.Clusters.GetValueOrDefault(NameOf(name)) ?? throw new AwsFault("ClusterNotFoundException", "Cluster not found.");

    private static string NameOf(string nameOrArn) => nameOrArn[(nameOrArn.LastIndexOf('/') + 1)..];

    private static JsonObject Missing(string arn) => new() { ["arn"] = arn, ["reason"] = "MISSING" };
}
