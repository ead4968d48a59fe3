using System.Diagnostics;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Core.Stages;

/// <summary>Runs stages of one run on demand, journals each before and after, and never runs one twice that is done.</summary>
public sealed class StageEngine(StageGraph graph, Run run, TimeProvider time)
{
    private static readonly ActivitySource Activities = new("DeployCrew");

    /// <summary>Every stage with its end so far, in order; stages that have not ended are left out.</summary>
    public IReadOnlyList<StageResult> Results => [.. graph.Ordered.Select(stage => ResultOf(stage.Name)).OfType<StageResult>()];

    /// <summary>How a stage ended, or null when it has not.</summary>
    public StageResult? ResultOf(string stage)
    {
        var recorded = run.Journal.Last(JournalKinds.StageEnded, stage);
        return recorded?.Deserialize<StageResult>(JsonFormat.Compact);
    }

    /// <summary>
    /// Runs a stage, unless it is done. A stage whose dependency is not done is skipped with that as the reason; a failed one is tried again
    /// when it is asked for in a later session of the run.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the stage stays open and is run again on resume.</exception>
    public async Task<StageResult> RunAsync(string name, CancellationToken cancellationToken)
    {
        if (ResultOf(name) is { Status: StageStatus.Done } done)
            return done;
        var stage = graph[name];
        if (stage.DependsOn.FirstOrDefault(other => ResultOf(other) is not { Status: StageStatus.Done }) is { } missing)
            return End(new StageResult(name, StageStatus.Skipped, 0, $"'{missing}' is not done", null));
        if (stage.RunsAfter.FirstOrDefault(other => ResultOf(other) is null) is { } open)
            return End(new StageResult(name, StageStatus.Skipped, 0, $"'{open}' has not ended", null));
        return await RunNowAsync(stage, cancellationToken);
    }

    /// <summary>Runs every stage in order; after one that failed, those that can still run.</summary>
    public async Task RunAllAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in graph.Ordered)
            await RunAsync(stage.Name, cancellationToken);
    }

    private async Task<StageResult> RunNowAsync(IStage stage, CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity(stage.Name);
        var started = time.GetTimestamp();
        var context = new StageContext(stage.Name, run);
        run.Journal.Append(JournalKinds.StageStarted, stage.Name, null, null);
        using var deadline = new CancellationTokenSource(stage.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        StageResult Ended(StageStatus status, ErrorReport? error) =>
            End(new StageResult(stage.Name, status, Math.Round(time.GetElapsedTime(started).TotalSeconds, 3), context.Summary, error));
        try
        {
            await stage.RunAsync(context, linked.Token);
            return Ended(StageStatus.Done, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Ended(StageStatus.Failed, InternalErrors.StageTimedOut(stage.Name, stage.Timeout, run.Folder.LastLogLines(stage.Name, 20)).ToReport());
        }
        catch (DeployError error)
        {
            return Ended(StageStatus.Failed, error.ToReport());
        }
        catch (Exception bug) // the stage runner is one of the three places where everything is caught
        {
            return Ended(StageStatus.Failed, InternalErrors.Bug(bug, run.Folder.JournalFile).ToReport());
        }
    }

    private StageResult End(StageResult result)
    {
        run.Journal.Append(JournalKinds.StageEnded, result.Name, result.Name, result);
        return result;
    }
}
