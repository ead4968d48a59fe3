using DeployCrew.Aws.Logs;
using DeployCrew.Aws.Ssm;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Builds;

/// <summary>Builds on an EC2 instance by SSM Run Command: no port of it is open, and its own role fetches and pushes.</summary>
public sealed class Ec2Runner(AwsConnection connection, BuildSettings settings) : IBuildRunner, IDisposable
{
    private const string LogGroup = "/aws/ssm/AWS-RunShellScript";
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly CommandClient commands = new(connection);
    private readonly LogsClient logs = new(connection);
    private readonly BuildStorage storage = new(connection, settings.Bucket);

    /// <inheritdoc/>
    public string Name => "ec2";

    /// <inheritdoc/>
    public async Task<RunnerCheck> CheckAsync(CancellationToken cancellationToken)
    {
        if (settings.Instance is not { } instance)
            return new(false, $"no instance is named for builds on EC2; set {BuildSettings.InstanceVariable}");
        try
        {
            var known = await commands.DescribeInstancesAsync(cancellationToken);
            if (known.FirstOrDefault(one => one.Id == instance) is not { } found)
                return new(false, $"SSM does not manage the instance '{instance}': it needs the SSM agent and a role with AmazonSSMManagedInstanceCore");
            if (!found.IsOnline)
                return new(false, $"the instance '{instance}' does not answer SSM since {found.LastPingAt:u}: start it");
            return await storage.ObstacleAsync(cancellationToken) is { } obstacle ? new(false, obstacle) : new(true, $"instance {instance} over SSM");
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
        var instance = settings.Instance!;
        var id = await commands.SendAsync(
            [instance], Ec2Script.Lines(build.Script, build.Variables), Delivery, build.Limit, LogGroup, $"deploycrew build of {build.Name}", cancellationToken);
        log.Report($"deploycrew: command {id} on {instance}");
        var tail = new OutputTail(logs, log, connection.Time.GetUtcNow());
        var ended = await new Watch(connection.Time).UntilAsync(
            async token =>
            {
                await tail.ReadAsync(LogGroup, $"{id}/{instance}/", token);
                return (await commands.ListInvocationsAsync(id, token)).FirstOrDefault(one => one.HasEnded);
            },
            token => commands.CancelAsync(id, token), Delivery + build.Limit + Grace, cancellationToken);
        await tail.ReadAsync(LogGroup, $"{id}/{instance}/", cancellationToken);
        var output = await commands.FindOutputAsync(id, instance, cancellationToken);
        if (tail.Count == 0)
            Report(output?.Output, log);
        return End(ended, output);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        commands.Dispose();
        logs.Dispose();
        storage.Dispose();
    }

    private static RunnerEnd End(Invocation? ended, CommandOutput? output)
    {
        string[] lines = [.. (output?.Error ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(30)];
        return ended switch
        {
            { Status: "Success" } => new(RunnerOutcome.Succeeded, "", []),
            null or { Status: "TimedOut", Detail: "ExecutionTimedOut" } => new(RunnerOutcome.TimedOut, "it took too long", lines),
            { Status: "TimedOut" } => new(RunnerOutcome.Failed, $"the instance did not take it up ({ended.Detail})", lines),
            { Status: "Cancelled" } => new(RunnerOutcome.Failed, "it was cancelled by somebody else", lines),
            _ => new(RunnerOutcome.Failed, $"its script ended with exit code {ended.ExitCode} ({ended.Detail ?? ended.Status})", lines),
        };
    }

    private static void Report(string? text, IProgress<string> log)
    {
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            log.Report(line);
    }
}
