using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Rollouts with Amazon ECS (API 2014-11-13) and its service deployments.</summary>
public sealed class EcsServiceRollouts(AwsConnection connection) : IServiceRollouts, IDisposable
{
    private readonly AwsClient client = new(AwsService.Ecs, connection);

    /// <inheritdoc/>
    public async Task<EcsService> DescribeServiceAsync(string cluster, string service, CancellationToken cancellationToken)
    {
        var answer = await client.JsonAsync(
            "DescribeServices", new JsonObject { ["cluster"] = cluster, ["services"] = JsonFields.Array([service]) }, cancellationToken);
        return answer.Objects("services").Where(found => found.TextOrNull("status") != "INACTIVE").Select(EcsAnswers.Service).FirstOrDefault()
            ?? throw RolloutErrors.ServiceMissing(service, cluster);
    }

    /// <inheritdoc/>
    public async Task<EcsTaskDefinition> DescribeTaskDefinitionAsync(string taskDefinition, CancellationToken cancellationToken)
    {
        var answer = await client.JsonAsync(
            "DescribeTaskDefinition", new JsonObject { ["taskDefinition"] = taskDefinition, ["include"] = JsonFields.Array(["TAGS"]) }, cancellationToken);
        return EcsAnswers.TaskDefinition(answer);
    }

    /// <inheritdoc/>
    public async Task<string> RegisterTaskDefinitionAsync(
        EcsTaskDefinition basis, TaskDefinitionChanges changes, CancellationToken cancellationToken)
    {
        var wanted = TaskDefinitionDocument.Apply(basis, changes);
        var newest = await DescribeTaskDefinitionAsync(basis.Family, cancellationToken);
        if (JsonNode.DeepEquals(wanted, TaskDefinitionDocument.Registrable(newest)))
            return newest.Arn;
        var answer = await client.JsonAsync("RegisterTaskDefinition", wanted, cancellationToken);
        return ((JsonObject)answer["taskDefinition"]!).Text("taskDefinitionArn");
    }

    /// <inheritdoc/>
    public Task UpdateServiceAsync(ServiceUpdate update, CancellationToken cancellationToken) => client.JsonAsync(
        "UpdateService",
        new JsonObject
        {
            ["cluster"] = update.Cluster,
            ["service"] = update.Service,
            ["taskDefinition"] = update.TaskDefinition,
            ["desiredCount"] = update.DesiredCount,
            ["healthCheckGracePeriodSeconds"] = update.GraceSeconds,
            ["forceNewDeployment"] = update.Force,
            ["deploymentConfiguration"] = new JsonObject
            {
                ["strategy"] = "ROLLING",
                ["minimumHealthyPercent"] = 100,
                ["maximumPercent"] = 200,
                ["deploymentCircuitBreaker"] = new JsonObject
                {
                    ["enable"] = true,
                    ["rollback"] = update.RollBack,
                    ["thresholdConfiguration"] = new JsonObject { ["type"] = "COUNT", ["value"] = update.FailureThreshold },
                },
            },
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServiceDeployment>> ListDeploymentsAsync(string cluster, string service, CancellationToken cancellationToken)
    {
        var listed = await client.JsonAsync(
            "ListServiceDeployments", new JsonObject { ["cluster"] = cluster, ["service"] = service, ["maxResults"] = 10 }, cancellationToken);
        var arns = listed.Objects("serviceDeployments").Select(brief => brief.Text("serviceDeploymentArn")).ToArray();
        if (arns.Length == 0)
            return [];
        var answer = await client.JsonAsync(
            "DescribeServiceDeployments", new JsonObject { ["serviceDeploymentArns"] = JsonFields.Array(arns) }, cancellationToken);
        return [.. answer.Objects("serviceDeployments").Select(EcsAnswers.Deployment).OrderByDescending(deployment => deployment.StartedAt)];
    }

    /// <inheritdoc/>
    public async Task<ServiceDeployment> DescribeDeploymentAsync(string deploymentArn, CancellationToken cancellationToken)
    {
        var answer = await client.JsonAsync(
            "DescribeServiceDeployments", new JsonObject { ["serviceDeploymentArns"] = JsonFields.Array([deploymentArn]) }, cancellationToken);
        return answer.Objects("serviceDeployments").Select(EcsAnswers.Deployment).FirstOrDefault()
            ?? throw AwsErrors.UnexpectedAnswer("ecs:DescribeServiceDeployments", $"{deploymentArn} is missing");
    }

    /// <inheritdoc/>
    public async Task<ServiceRevision> DescribeRevisionAsync(string revisionArn, CancellationToken cancellationToken)
    {
        var answer = await client.JsonAsync(
            "DescribeServiceRevisions", new JsonObject { ["serviceRevisionArns"] = JsonFields.Array([revisionArn]) }, cancellationToken);
        return answer.Objects("serviceRevisions").Select(EcsAnswers.Revision).FirstOrDefault()
            ?? throw AwsErrors.UnexpectedAnswer("ecs:DescribeServiceRevisions", $"{revisionArn} is missing");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EcsTask>> ListTasksAsync(string cluster, string service, CancellationToken cancellationToken)
    {
        var arns = new List<string>();
        foreach (var status in new[] { "RUNNING", "STOPPED" })
            arns.AddRange(await ListTaskArnsAsync(cluster, service, status, cancellationToken));
        var tasks = new List<EcsTask>();
        foreach (var chunk in arns.Distinct().Chunk(100)) // DescribeTasks takes 100 at the most
        {
            var answer = await client.JsonAsync(
                "DescribeTasks", new JsonObject { ["cluster"] = cluster, ["tasks"] = JsonFields.Array(chunk) }, cancellationToken);
            tasks.AddRange(answer.Objects("tasks").Select(EcsAnswers.Task));
        }

        return tasks;
    }

    /// <inheritdoc/>
    public Task StopDeploymentAsync(string deploymentArn, CancellationToken cancellationToken) => client.JsonAsync(
        "StopServiceDeployment", new JsonObject { ["serviceDeploymentArn"] = deploymentArn, ["stopType"] = "ROLLBACK" }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<List<string>> ListTaskArnsAsync(string cluster, string service, string desiredStatus, CancellationToken cancellationToken)
    {
        var arns = new List<string>();
        string? next = null;
        do
        {
            var request = new JsonObject { ["cluster"] = cluster, ["serviceName"] = service, ["desiredStatus"] = desiredStatus };
            if (next is not null)
                request["nextToken"] = next;
            var page = await client.JsonAsync("ListTasks", request, cancellationToken);
            arns.AddRange(page.Texts("taskArns"));
            next = page.TextOrNull("nextToken");
        }
        while (!string.IsNullOrEmpty(next));
        return arns;
    }
}
