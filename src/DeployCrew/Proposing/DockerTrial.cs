using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Proposals;

namespace DeployCrew.Proposing;

/// <summary>
/// Tries with a Docker Engine. The container has less than a task of the local cloud: no mounts, no capabilities, no new privileges, bounded memory, CPU and number of
/// processes, and one port on 127.0.0.1 with no way out to other networks.
/// </summary>
internal sealed class DockerTrial(DockerEngine engine, TimeProvider time, TrialLimits limits) : IDockerfileTrial
{
    public const string Label = "io.deploycrew.proposal";

    private const int MostLines = 30;
    private static readonly TimeSpan CleanUp = TimeSpan.FromSeconds(30);

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await engine.VersionAsync(cancellationToken);
        }
        catch (DeployError error)
        {
            throw ProposalErrors.NoEngine(error.Message, error);
        }
    }

    public async Task<TrialResult> TryAsync(DockerfileTrial trial, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var name = $"deploycrew-proposal-{Guid.NewGuid():n}";
        var tag = $"deploycrew/proposal:{name[^32..]}";
        try
        {
            if (await BuildAsync(trial, tag, log, cancellationToken) is { } failure)
                return failure;
            log?.Report($"built; starting it, and asking {trial.Service.Health.Path} on port {trial.Service.Port}");
            return await StartAsync(trial, name, tag, cancellationToken);
        }
        finally
        {
            using var limit = new CancellationTokenSource(CleanUp, time);
            // By its name: an engine that was asked to make it may have made it, whatever we heard of that.
            await engine.RemoveAsync(name, limit.Token);
            await engine.RemoveNetworkAsync(name, limit.Token);
            await engine.RemoveImageAsync(tag, limit.Token);
        }
    }

    private async Task<TrialResult?> BuildAsync(DockerfileTrial trial, string tag, IProgress<string>? log, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limits.Build, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await trial.Context.BuildAsync(engine, trial.Text, tag, new Dictionary<string, string> { [Label] = "" }, log, either.Token);
            return null;
        }
        catch (DeployError error) when (error.Code is "DC3310")
        {
            return new TrialResult(false, $"it does not build: {error.Message}", [.. error.Details.TakeLast(MostLines)]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TrialResult(false, string.Create(CultureInfo.InvariantCulture, $"it was not built within {limits.Build.TotalMinutes:0.#} minutes"), []);
        }
    }

    private async Task<TrialResult> StartAsync(DockerfileTrial trial, string name, string tag, CancellationToken cancellationToken)
    {
        var output = new LastOutput(MostLines);
        try
        {
            await engine.CreateClosedNetworkAsync(name, new Dictionary<string, string> { [Label] = "" }, cancellationToken);
            await engine.CreateAsync(Spec(trial, name, tag), cancellationToken);
            await engine.StartAsync(name, cancellationToken);
        }
        catch (DeployError error) when (error.Code is "DC3502")
        {
            return new TrialResult(false, $"its container does not start: {error.Message}", []);
        }

        using var following = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var logs = FollowAsync(name, output, following.Token);
        var probe = new HealthProbe(async token => await engine.InspectAsync(name, token), time, limits.Answer);
        var (summary, transcript) = await probe.AskAsync(trial.Service.Health.Path, cancellationToken);
        if (summary is null)
        {
            await following.CancelAsync();
            await logs;
            return new TrialResult(true, "it was built, runs, and answers", transcript);
        }

        // What it says at its end is worth the wait, and stopping it brings it out.
        await engine.StopAsync(name, TimeSpan.FromSeconds(1), cancellationToken);
        await Task.WhenAny(logs, Task.Delay(TimeSpan.FromSeconds(5), time, cancellationToken));
        await following.CancelAsync();
        await logs;
        return new TrialResult(false, summary, [.. transcript.TakeLast(MostLines), .. output.Lines.Select(line => $"container: {line}")]);
    }

    private async Task FollowAsync(string name, LastOutput output, CancellationToken cancellationToken)
    {
        try
        {
            await engine.FollowLogsAsync(name, output.Add, cancellationToken);
        }
        catch (Exception ended) when (ended is OperationCanceledException or DeployError or IOException)
        {
            // what it said so far is what there is
        }
    }

    private static ContainerSpec Spec(DockerfileTrial trial, string name, string tag) => new(tag, name)
    {
        Environment = new Dictionary<string, string> { ["PORT"] = trial.Service.Port.ToString(CultureInfo.InvariantCulture) },
        Command = trial.Service.Command,
        Port = trial.Service.Port,
        MemoryBytes = Math.Max(trial.Service.Memory, 512) * 1024L * 1024L,
        NanoCpus = 1_000_000_000,
        Network = name,
        MostProcesses = 512,
        HasCapabilities = false,
        Labels = new Dictionary<string, string> { [Label] = "" },
    };
}
