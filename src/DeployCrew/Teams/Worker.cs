using DeployCrew.Core.Errors;
using DeployCrew.Core.Queue;
using DeployCrew.Core.Runs;
using DeployCrew.Runs;

namespace DeployCrew.Teams;

/// <summary>Carries out the team's runs, one after the other or some at once, and goes on with those of workers that are gone.</summary>
/// <param name="team">The team.</param>
/// <param name="claimed">Runs that this worker has.</param>
/// <param name="runs">Carries out a run.</param>
/// <param name="home">Where it works.</param>
/// <param name="options">How it works.</param>
/// <param name="time">The clock.</param>
public sealed class Worker(Team team, ClaimedRuns claimed, RunService runs, Home home, WorkerOptions options, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan PauseBeforeAgain = TimeSpan.FromSeconds(2);

    /// <summary>Told of each run as it is taken on and given back, and of failures.</summary>
    public event Action<string>? Said;

    /// <summary>Works until it is told to end; what is under way then is given back, and another worker goes on with it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var active = new List<Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            active.RemoveAll(run => run.IsCompleted);
            if (active.Count < options.AtOnce && await ClaimAsync(cancellationToken) is { } claim)
                active.Add(CarryOutAsync(claim, cancellationToken));
            else
                await Task.WhenAny([Task.Delay(Pause, time, cancellationToken), .. active]);
        }

        await Task.WhenAll(active);
    }

    private async Task<RunClaim?> ClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await team.Claims.ClaimAsync(options.Name, options.Targets, options.HoldsFor, cancellationToken);
        }
        catch (DeployError error)
        {
            Said?.Invoke($"{error.Code} {error.Message}");
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task CarryOutAsync(RunClaim claim, CancellationToken stop)
    {
        var folder = new RunFolder(Path.Combine(home.Runs, claim.RunId));
        using var ended = new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var held = HoldAsync(claim, end, ended.Token);
        Said?.Invoke(claim.Epoch == 1 ? $"{claim.RunId} begins" : $"{claim.RunId} goes on");
        var (verdict, refusal) = await GoAsync(claim, folder, end.Token);
        await ended.CancelAsync();
        var state = await held;
        claimed.Forget(folder);
        // The store was away, or a run of this machine's own is in the same environment: that passes.
        var again = refusal is { IsTransient: true } && state == RunClaimState.Held;
        if (again)
            await Task.WhenAny(Task.Delay(PauseBeforeAgain, time, stop));
        if (state != RunClaimState.Lost && verdict is null)
            await GiveBackAsync(claim, again || (stop.IsCancellationRequested && state == RunClaimState.Held && refusal is null), refusal?.ToReport());
        Said?.Invoke($"{claim.RunId} {verdict ?? (state == RunClaimState.Lost ? "is another worker's now" : again ? "waits" : refusal is null ? "stopped" : "refused")}");
    }

    private async Task<(string? Verdict, DeployError? Refusal)> GoAsync(RunClaim claim, RunFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await claimed.FetchAsync(claim, folder, cancellationToken);
            var report = await runs.ResumeAsync(claim.RunId, _ => { }, cancellationToken);
            return (report.Verdict.ToString(), null);
        }
        catch (OperationCanceledException)
        {
            return (null, null);
        }
        catch (DeployError error)
        {
            Said?.Invoke($"{claim.RunId}: {error.Code} {error.Message}");
            return (null, error);
        }
        catch (Exception bug) // nobody waits for it who could tell of it
        {
            return (null, InternalErrors.Bug(bug, null));
        }
    }

    // A claim that cannot be renewed in time is somebody else's: what is under way ends.
    private async Task<RunClaimState> HoldAsync(RunClaim claim, CancellationTokenSource end, CancellationToken ended)
    {
        var (state, until) = (RunClaimState.Held, time.GetUtcNow() + options.HoldsFor);
        while (true)
        {
            try
            {
                await Task.Delay(options.HoldsFor / 5, time, ended);
            }
            catch (OperationCanceledException)
            {
                return state;
            }

            try
            {
                var asked = time.GetUtcNow();
                state = await team.Claims.RenewAsync(claim, options.HoldsFor, CancellationToken.None);
                until = asked + options.HoldsFor;
            }
            catch (DeployError) when (time.GetUtcNow() < until)
            {
                continue; // the store is away; it may come back
            }
            catch (DeployError)
            {
                state = RunClaimState.Lost;
            }

            if (state == RunClaimState.Held)
                continue;
            await end.CancelAsync();
            return state;
        }
    }

    private async Task GiveBackAsync(RunClaim claim, bool goesOn, ErrorReport? refusal)
    {
        try
        {
            await team.Claims.ReleaseAsync(claim, goesOn, refusal, CancellationToken.None);
        }
        catch (DeployError error)
        {
            Said?.Invoke($"{claim.RunId}: {error.Code} {error.Message}"); // the claim ends by itself
        }
    }
}
