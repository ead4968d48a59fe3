using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ecs;

/// <summary>Amazon ECS (API 2014-11-13).</summary>
internal sealed class EcsClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Ecs, connection);

    /// <summary>Clusters by name or ARN; those that are not there are left out. An inactive one was deleted.</summary>
    public async Task<IReadOnlyList<EcsCluster>> DescribeClustersAsync(IEnumerable<string> clusters, CancellationToken cancellationToken) =>
        await EachAsync("DescribeClusters", "clusters", "clusters", clusters, 100, [], EcsRecords.Cluster, cancellationToken);

    /// <summary>Services of a cluster by name or ARN; those that are not there are left out. Inactive ones were deleted, and are left out too.</summary>
    public async Task<IReadOnlyList<EcsService>> DescribeServicesAsync(string cluster, IEnumerable<string> services, CancellationToken cancellationToken) =>
        [.. (await EachAsync("DescribeServices", "services", "services", services, 10, new() { ["cluster"] = cluster }, json => json, cancellationToken))
            .Where(json => json.TextOrNull("status") != "INACTIVE").Select(EcsRecords.Service)];

    /// <summary>ARNs of a cluster's services.</summary>
    public Task<IReadOnlyList<string>> ListServicesAsync(string cluster, CancellationToken cancellationToken) =>
        ArnsAsync("ListServices", "serviceArns", new() { ["cluster"] = cluster }, cancellationToken);

    /// <summary>A task definition with its tags, by ARN or by family (then its newest active revision).</summary>
    public async Task<EcsTaskDefinition> DescribeTaskDefinitionAsync(string taskDefinition, CancellationToken cancellationToken) =>
        EcsRecords.TaskDefinition(await ReadAsync(
            "DescribeTaskDefinition", new() { ["taskDefinition"] = taskDefinition, ["include"] = JsonFields.Array("TAGS") }, cancellationToken));

    /// <summary>ARNs of a family's active revisions, newest first.</summary>
    public Task<IReadOnlyList<string>> ListTaskDefinitionsAsync(string family, CancellationToken cancellationToken) =>
        ArnsAsync("ListTaskDefinitions", "taskDefinitionArns", new() { ["familyPrefix"] = family, ["sort"] = "DESC" }, cancellationToken);

    /// <summary>Registers a revision; a second call makes another one.</summary>
    /// <returns>Its ARN.</returns>
    /// <exception cref="AnswerLostError">Whether it was registered is not known.</exception>
    public async Task<string> RegisterTaskDefinitionAsync(JsonObject definition, CancellationToken cancellationToken)
    {
        var answer = await client.JsonAsync("RegisterTaskDefinition", definition, Effect.Once, cancellationToken);
        return (answer["taskDefinition"] as JsonObject ?? []).Text("taskDefinitionArn");
    }

    /// <summary>Takes a revision out of use; services that run it go on.</summary>
    public Task DeregisterTaskDefinitionAsync(string taskDefinition, CancellationToken cancellationToken) =>
        client.JsonAsync("DeregisterTaskDefinition", new() { ["taskDefinition"] = taskDefinition }, Effect.Repeatable, cancellationToken);

    /// <summary>Changes a service. With <c>forceNewDeployment</c> a second call deploys again; without, the same state is put twice.</summary>
    /// <exception cref="AnswerLostError">A forced deployment: whether it began is not known.</exception>
    public Task UpdateServiceAsync(JsonObject update, CancellationToken cancellationToken) => client.JsonAsync(
        "UpdateService", update, update["forceNewDeployment"]?.GetValue<bool>() is true ? Effect.Once : Effect.Repeatable, cancellationToken);

    /// <summary>ARNs of a service's deployments, newest first as ECS gives them.</summary>
    /// <param name="cluster">Name or ARN.</param>
    /// <param name="service">Name or ARN.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<string>> ListServiceDeploymentsAsync(string cluster, string service, int limit, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["cluster"] = cluster, ["service"] = service, ["maxResults"] = Math.Min(limit, 100) };
        return await client.JsonPagesAsync("ListServiceDeployments", request, new("nextToken", "nextToken", "serviceDeployments"), cancellationToken)
            .Take(limit).Select(brief => ((JsonObject)brief).Text("serviceDeploymentArn")).ToListAsync(cancellationToken);
    }

    /// <summary>Service deployments by ARN; those that are not there are left out.</summary>
    public Task<IReadOnlyList<DeploymentDescription>> DescribeServiceDeploymentsAsync(IEnumerable<string> arns, CancellationToken cancellationToken) => EachAsync(
        "DescribeServiceDeployments", "serviceDeploymentArns", "serviceDeployments", arns, 20, [], DeploymentRecords.Deployment, cancellationToken);

    /// <summary>Service revisions by ARN; those that are not there are left out.</summary>
    public Task<IReadOnlyList<RevisionDescription>> DescribeServiceRevisionsAsync(IEnumerable<string> arns, CancellationToken cancellationToken) => EachAsync(
        "DescribeServiceRevisions", "serviceRevisionArns", "serviceRevisions", arns, 20, [], DeploymentRecords.Revision, cancellationToken);

    /// <summary>Asks for a deployment to be stopped and rolled back; one that is being stopped stays so.</summary>
    public Task StopServiceDeploymentAsync(string arn, CancellationToken cancellationToken) => client.JsonAsync(
        "StopServiceDeployment", new() { ["serviceDeploymentArn"] = arn, ["stopType"] = "ROLLBACK" }, Effect.Repeatable, cancellationToken);

    /// <summary>Answers a pause of a deployment; the pause is named, so that a second answer goes nowhere.</summary>
    /// <param name="arn">The deployment.</param>
    /// <param name="hookId">Id of the lifecycle hook that waits.</param>
    /// <param name="goOn">Whether it goes on; else it is rolled back.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ContinueServiceDeploymentAsync(string arn, string hookId, bool goOn, CancellationToken cancellationToken) => client.JsonAsync(
        "ContinueServiceDeployment", new() { ["serviceDeploymentArn"] = arn, ["hookId"] = hookId, ["action"] = goOn ? "CONTINUE" : "ROLLBACK" },
        Effect.Repeatable, cancellationToken);

    /// <summary>ARNs of a service's tasks.</summary>
    /// <param name="cluster">Name or ARN.</param>
    /// <param name="service">Name.</param>
    /// <param name="desiredStatus">RUNNING, or STOPPED: those that were stopped within the last hour.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<string>> ListTasksAsync(string cluster, string service, string desiredStatus, CancellationToken cancellationToken) => ArnsAsync(
        "ListTasks", "taskArns", new() { ["cluster"] = cluster, ["serviceName"] = service, ["desiredStatus"] = desiredStatus }, cancellationToken);

    /// <summary>Tasks by ARN; those that are not there any more are left out.</summary>
    public Task<IReadOnlyList<EcsTask>> DescribeTasksAsync(string cluster, IEnumerable<string> tasks, CancellationToken cancellationToken) =>
        EachAsync("DescribeTasks", "tasks", "tasks", tasks, 100, new() { ["cluster"] = cluster }, EcsRecords.Task, cancellationToken);

    /// <summary>Stops a task; its service starts another one.</summary>
    public Task StopTaskAsync(string cluster, string task, string reason, CancellationToken cancellationToken) => client.JsonAsync(
        "StopTask", new() { ["cluster"] = cluster, ["task"] = task, ["reason"] = reason }, Effect.Repeatable, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private Task<JsonObject> ReadAsync(string operation, JsonObject request, CancellationToken cancellationToken) =>
        client.JsonAsync(operation, request, Effect.Repeatable, cancellationToken);

    private async Task<IReadOnlyList<string>> ArnsAsync(string operation, string items, JsonObject request, CancellationToken cancellationToken) => await client
        .JsonPagesAsync(operation, request, new("nextToken", "nextToken", items), cancellationToken).Select(arn => (string)arn!).ToListAsync(cancellationToken);

    // The describing operations take so many names at a time.
    private async Task<IReadOnlyList<T>> EachAsync<T>(
        string operation, string names, string items, IEnumerable<string> wanted, int atATime, JsonObject request, Func<JsonObject, T> read, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        foreach (var chunk in wanted.Chunk(atATime))
        {
            request[names] = JsonFields.Array(chunk);
            found.AddRange((await ReadAsync(operation, request, cancellationToken)).Objects(items).Select(read));
        }

        return found;
    }
}
