using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;

namespace DeployCrew.Aws.CodeBuild;

/// <summary>AWS CodeBuild (API 2016-10-06).</summary>
internal sealed class CodeBuildClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.CodeBuild, connection);

    /// <summary>Starts a build.</summary>
    /// <param name="project">Name of the project.</param>
    /// <param name="sourceVersion">Commit, branch or object version; null is the project's.</param>
    /// <param name="variables">Environment variables, in plain text.</param>
    /// <param name="instead">What is not the project's; null for nothing.</param>
    /// <param name="token">By it AWS knows the same request again for five minutes, and starts no second build.</param>
    /// <param name="cancellationToken">Ends the call, not the build.</param>
    public async Task<Build> StartAsync(
        string project, string? sourceVersion, IReadOnlyDictionary<string, string> variables, BuildOverrides? instead, string token, CancellationToken cancellationToken)
    {
        var request = new JsonObject
        {
            ["projectName"] = project,
            ["idempotencyToken"] = token,
            ["environmentVariablesOverride"] = new JsonArray(
                [.. variables.Select(one => (JsonNode)new JsonObject { ["name"] = one.Key, ["value"] = one.Value, ["type"] = "PLAINTEXT" })]),
        };
        if (sourceVersion is not null)
            request["sourceVersion"] = sourceVersion;
        if (instead is not null)
        {
            request["sourceTypeOverride"] = "NO_SOURCE";
            request["artifactsOverride"] = new JsonObject { ["type"] = "NO_ARTIFACTS" };
            request["buildspecOverride"] = instead.Buildspec;
            request["privilegedModeOverride"] = instead.WithDocker;
            request["timeoutInMinutesOverride"] = instead.TimeoutMinutes;
        }

        return Read((await client.JsonAsync("StartBuild", request, Effect.Repeatable, cancellationToken))["build"] as JsonObject ?? []);
    }

    /// <summary>Whether a project is there.</summary>
    public async Task<bool> ExistsAsync(string project, CancellationToken cancellationToken) =>
        (await client.JsonAsync("BatchGetProjects", new() { ["names"] = JsonFields.Array(project) }, Effect.Repeatable, cancellationToken)).Objects("projects").Any();

    /// <summary>Builds by id; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<Build>> DescribeAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var builds = new List<Build>();
        foreach (var chunk in ids.Chunk(100)) // BatchGetBuilds takes 100 at a time
            builds.AddRange((await client.JsonAsync("BatchGetBuilds", new() { ["ids"] = JsonFields.Array(chunk) }, Effect.Repeatable, cancellationToken)).Objects("builds").Select(Read));
        return builds;
    }

    /// <summary>Ids of a project's builds, newest first.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string project, CancellationToken cancellationToken) => await client
        .JsonPagesAsync("ListBuildsForProject", new() { ["projectName"] = project, ["sortOrder"] = "DESCENDING" }, new("nextToken", "nextToken", "ids"), cancellationToken)
        .Select(id => (string)id!).ToListAsync(cancellationToken);

    /// <summary>Stops a build; one that has ended stays as it is.</summary>
    public Task StopAsync(string id, CancellationToken cancellationToken) => client.JsonAsync("StopBuild", new() { ["id"] = id }, Effect.Repeatable, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Build Read(JsonObject json)
    {
        var logs = json["logs"] as JsonObject ?? [];
        return new Build(
            json.Text("id"), json.TextOrNull("buildStatus") ?? "", json.TextOrNull("currentPhase"), json.Flag("buildComplete"), json.TimeOrNull("startTime"),
            json.TimeOrNull("endTime"), logs.TextOrNull("groupName"), logs.TextOrNull("streamName"),
            [.. json.Objects("phases").Where(phase => phase.TextOrNull("phaseStatus") is "FAILED" or "FAULT" or "TIMED_OUT" or "CLIENT_ERROR")
                .SelectMany(phase => phase.Objects("contexts").Select(context => $"{phase.TextOrNull("phaseType")}: {context.TextOrNull("statusCode")} {context.TextOrNull("message")}"))]);
    }
}
