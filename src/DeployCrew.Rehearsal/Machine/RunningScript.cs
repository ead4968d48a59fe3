using System.Diagnostics;
using DeployCrew.Rehearsal.Tasks;

namespace DeployCrew.Rehearsal.Machine;

/// <summary>A script that runs.</summary>
internal sealed class RunningScript
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Process process;
    private readonly TimeProvider time;
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task output;

    public RunningScript(Process process, Action<string, bool> line, TimeProvider time)
    {
        this.process = process;
        this.time = time;
        process.StandardInput.Close();
        var gate = new Lock();
        output = Task.WhenAll(ReadAsync(process.StandardOutput, false), ReadAsync(process.StandardError, true));

        async Task ReadAsync(StreamReader reader, bool isError)
        {
            while (await reader.ReadLineAsync() is { } text)
            {
                lock (gate)
                    line(text, isError);
            }
        }
    }

    /// <summary>Has it ended.</summary>
    public void Cancel() => cancelled.TrySetResult();

    /// <summary>Waits for its end, and makes it when there has to be one.</summary>
    public async Task<ScriptEnd> EndAsync(TimeSpan limit)
    {
        using var over = new CancellationTokenSource();
        var exit = process.WaitForExitAsync(CancellationToken.None);
        var patience = Task.Delay(limit, time, over.Token);
        var first = await Task.WhenAny(exit, cancelled.Task, patience);
        await over.CancelAsync();
        if (first != exit)
            process.Kill(entireProcessTree: true);

        // What it has left running would hold its output open.
        Signals.KillGroup(process.Id);
        await exit.WaitAsync(LastWords, time).ContinueWith(_ => { }, TaskScheduler.Default);
        await output.WaitAsync(LastWords, time).ContinueWith(_ => { }, TaskScheduler.Default);
        var outcome = first == exit ? ScriptOutcome.Ended : first == patience ? ScriptOutcome.TimedOut : ScriptOutcome.Cancelled;
        return new ScriptEnd(outcome, outcome == ScriptOutcome.Ended ? process.ExitCode : -1);
    }
}
