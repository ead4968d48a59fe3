using System.Text.Json.Nodes;
using DeployCrew.Aws.CodeBuild;
using DeployCrew.Aws.Logs;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Builds;

/// <summary>Builds on AWS CodeBuild, with a project's machine and role, and nothing else of it.</summary>
public sealed class CodeBuildRunner(AwsConnection connection, BuildSettings settings) : IBuildRunner, IDisposable
{
    private const int ShortestMinutes = 5; // CodeBuild takes no less
    private static readonly TimeSpan Queue = TimeSpan.FromMinutes(5);

    private readonly CodeBuildClient builds = new(connection);
    private readonly LogsClient logs = new(connection);
    private readonly BuildStorage storage = new(connection, settings.Bucket);

    /// <inheritdoc/>
    public string Name => "codebuild";

    /// <inheritdoc/>
    public async Task<RunnerCheck> CheckAsync(CancellationToken cancellationToken)
    {
        if (settings.Project is not { } project)
            return new(false, $"no CodeBuild project is named; set {BuildSettings.ProjectVariable}");
        try
        {
            if (!await builds.ExistsAsync(project, cancellationToken))
                return new(false, $"there is no CodeBuild project '{project}' in {connection.Region}");
            return await storage.ObstacleAsync(cancellationToken) is { } obstacle ? new(false, obstacle) : new(true, $"CodeBuild project {project}");
        }
        catch (DeployError error)
        {
            return new(false, error.Message);
        }
    }

    /// <inheritdoc/>
    public Task EnsureRepositoryAsync(string repository, CancellationToken cancellationToken) => storage.EnsureRepositoryAsync(repository, cancellationToken);

    /// <inheritdoc/>
    public Task<string> StoreAsync(string name, string file, CancellationToken cancellationToken) => storage.StoreAsync(name, file, cancellationToken);

    /// <inheritdoc/>
    public async Task<RunnerEnd> RunAsync(RemoteBuild build, IProgress<string> log, CancellationToken cancellationToken)
    {
        var minutes = Math.Max(ShortestMinutes, (int)Math.Ceiling(build.Limit.TotalMinutes));
        var started = await builds.StartAsync(
            settings.Project!, null, build.Variables, new BuildOverrides(Buildspec(build.Script), WithDocker: true, minutes), Guid.NewGuid().ToString("n"), cancellationToken);
        log.Report($"deploycrew: build {started.Id}");
        var tail = new OutputTail(logs, log, connection.Time.GetUtcNow());
        var ended = await new Watch(connection.Time).UntilAsync(
            async token =>
            {
                var now = (await builds.DescribeAsync([started.Id], token)).FirstOrDefault();
                if (now is { LogGroup: { } group, LogStream: { } stream })
                    await tail.ReadAsync(group, stream, token);
                return now is { HasEnded: true } ? now : null;
            },
            token => builds.StopAsync(started.Id, token), Queue + build.Limit, cancellationToken);
        if (ended is { LogGroup: { } last, LogStream: { } lastStream })
            await tail.ReadAsync(last, lastStream, cancellationToken);
        return End(ended);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        builds.Dispose();
        logs.Dispose();
        storage.Dispose();
    }

    private static RunnerEnd End(Build? ended) => ended?.Status switch
    {
        "SUCCEEDED" => new(RunnerOutcome.Succeeded, "", []),
        null or "TIMED_OUT" => new(RunnerOutcome.TimedOut, "it took too long", []),
        "STOPPED" => new(RunnerOutcome.Failed, "it was stopped by somebody else", []),
        var status => new(RunnerOutcome.Failed, string.Join("; ", ended.Failures.DefaultIfEmpty(status)), []),
    };

    // JSON is YAML; a heredoc keeps the script as it is, and a shell of its own keeps it apart from CodeBuild's.
    private static string Buildspec(string script) => new JsonObject
    {
        ["version"] = "0.2",
        ["phases"] = new JsonObject
        {
            ["build"] = new JsonObject
            {
                ["commands"] = new JsonArray(
                    $"cat >\"$HOME\"/deploycrew-build.sh <<'DEPLOYCREW_SCRIPT'\n{script.TrimEnd()}\nDEPLOYCREW_SCRIPT\n",
                    "sh \"$HOME\"/deploycrew-build.sh </dev/null"),
            },
        },
    }.ToJsonString();
}
