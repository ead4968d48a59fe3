using System.Collections.Concurrent;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;

namespace DeployCrew.Runs;

/// <summary>Runs that this process carries out while somebody else waits for an answer: each goes on until it has ended, is cancelled, or the process
/// ends; then it can be resumed.</summary>
/// <param name="runs">Starts and resumes them.</param>
/// <param name="home">Where leases tell what other processes work on.</param>
public sealed class RunDirector(RunService runs, Home home) : IRunDirector, IAsyncDisposable
{
    private readonly RunService unattended = runs.Unattended();
    private readonly ConcurrentDictionary<string, ActiveRun> active = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ErrorReport> refusals = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<string> StartAsync(RunRequest request) => BeginAsync((observe, token) => unattended.StartAsync(request, observe, token));

    /// <inheritdoc/>
    public Task<string> ResumeAsync(string id) => active.ContainsKey(id) ? throw InternalErrors.RunIsUnderWay(id)
        : BeginAsync((observe, token) => unattended.ResumeAsync(id, observe, token));

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string id)
    {
        if (!active.TryGetValue(id, out var run))
            return Task.FromResult(false);
        run.Cancel();
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public RunActivity ActivityOf(string id) => active.ContainsKey(id) || Lease.IsHeldBy(home, id) ? RunActivity.Running : RunActivity.None;

    /// <inheritdoc/>
    public ErrorReport? RefusalOf(string id) => refusals.GetValueOrDefault(id);

    /// <summary>Cancels what is under way and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        var all = active.Values.ToList();
        foreach (var run in all)
            run.Cancel();
        await Task.WhenAll(all.Select(run => run.Ended));
    }

    private async Task<string> BeginAsync(Func<Action<Run>, CancellationToken, Task<RunReport>> go)
    {
        var named = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = new ActiveRun();
        run.Ended = Task.Run(() => CarryOutAsync(go, run, named));
        return await named.Task;
    }

    private async Task CarryOutAsync(Func<Action<Run>, CancellationToken, Task<RunReport>> go, ActiveRun run, TaskCompletionSource<string> named)
    {
        string? id = null;
        void Refuse(DeployError error)
        {
            if (!named.TrySetException(error) && id is not null)
                refusals[id] = error.ToReport();
        }

        try
        {
            await go(begun =>
            {
                id = begun.Id;
                active[id] = run;
                refusals.TryRemove(id, out _);
                named.TrySetResult(id);
            }, run.Token);
        }
        catch (OperationCanceledException)
        {
            named.TrySetCanceled();
        }
        catch (DeployError error)
        {
            Refuse(error);
        }
        catch (Exception bug) // nobody waits for it who could tell of it
        {
            Refuse(InternalErrors.Bug(bug, id));
        }
        finally
        {
            if (id is not null)
                active.TryRemove(id, out _);
            run.Dispose();
        }
    }

    private sealed class ActiveRun : IDisposable
    {
        private readonly CancellationTokenSource source = new();

        public Task Ended { get; set; } = Task.CompletedTask;

        public CancellationToken Token => source.Token;

        public void Cancel()
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended meanwhile.
            }
        }

        public void Dispose() => source.Dispose();
    }
}
