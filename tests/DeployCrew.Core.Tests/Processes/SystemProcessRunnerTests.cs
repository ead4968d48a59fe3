using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;

namespace DeployCrew.Core.Tests.Processes;

/// <summary>With programs that every Unix has; on Windows there is nothing to run.</summary>
public sealed class SystemProcessRunnerTests
{
    private readonly SystemProcessRunner runner = new();

    [UnixFact]
    public async Task Run_Ended_HasExitCodeAndLinesOfBothOutputs()
    {
        var result = await RunAsync("echo one; echo two; echo oops >&2; exit 3");
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["one", "two"], result.Output);
        Assert.Equal(["oops"], result.Errors);
    }

    [UnixFact]
    public async Task Run_Arguments_ArriveAsTheyAre()
    {
        var result = await runner.RunAsync(new("printf", ["%s\n", "a b", "$HOME", "\"q\"", "*"]), CancellationToken.None);
        Assert.Equal(["a b", "$HOME", "\"q\"", "*"], result.Output);
    }

    [UnixFact]
    public async Task Run_StandardInput_IsReadAndClosed()
    {
        var result = await runner.RunAsync(new("cat", []) { StandardInput = "secret\nline" }, CancellationToken.None);
        Assert.Equal(["secret", "line"], result.Output);
    }

    [UnixFact]
    public async Task Run_InputThatNobodyReads_EndsAsTheProgramDoes()
    {
        var result = await runner.RunAsync(new("true", []) { StandardInput = new string('x', 1 << 20) }, CancellationToken.None);
        Assert.Equal(0, result.ExitCode);
    }

    [UnixFact]
    public async Task Run_Environment_IsSetAndRemoved()
    {
        var command = new ProcessCommand("sh", ["-c", "echo $GREETING-${HOME-none}"])
        {
            Environment = new Dictionary<string, string?> { ["GREETING"] = "hi", ["HOME"] = null },
        };
        Assert.Equal(["hi-none"], (await runner.RunAsync(command, CancellationToken.None)).Output);
    }

    [Fact]
    public async Task Run_NoSuchProgram_FailsWithDC9002()
    {
        var error = await Assert.ThrowsAsync<DeployError>(() =>
            runner.RunAsync(new("deploycrew-no-such-program", []), CancellationToken.None));
        Assert.Equal("DC9002", error.Code);
    }

    [UnixFact]
    public async Task Run_Cancelled_KillsTheWholeTree()
    {
        using var cancellation = new CancellationTokenSource();
        var lines = new BlockingCollection<string>();
        var running = runner.RunAsync(new("sh", ["-c", "sleep 600 & echo $!; wait"]) { OnLine = lines.Add }, cancellation.Token);
        using var child = Process.GetProcessById(int.Parse(lines.Take(), CultureInfo.InvariantCulture));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await child.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [UnixFact]
    public async Task Run_CancelledWithGrace_InterruptsOnceAndWaitsForTheEnd()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var lines = await CancelAtReadyAsync(
            "trap 'echo interrupted; seen=1' INT; echo ready; while [ -z \"$seen\" ]; do sleep 0.1; done; sleep 0.5; echo saved", TimeSpan.FromSeconds(30));
        Assert.Equal(["ready", "interrupted", "saved"], lines);
    }

    [UnixFact]
    public async Task Run_CancelledAndDeafToTheInterrupt_IsKilledAfterTheGrace()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(["ready"], await CancelAtReadyAsync("trap '' INT; echo ready; sleep 60; echo never", TimeSpan.FromMilliseconds(300)));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.3, 30);
    }

    [UnixFact]
    public async Task Run_WithGrace_IsInASessionOfItsOwn()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var command = new ProcessCommand("sh", ["-c", "cut -d' ' -f6 /proc/$$/stat; echo $$"]) { InterruptGrace = TimeSpan.FromSeconds(1) };
        var result = await runner.RunAsync(command, CancellationToken.None);
        Assert.Equal(result.Output[1], result.Output[0]);
    }

    [UnixFact]
    public async Task Run_NoSuchProgramWithGrace_FailsWithDC9002() => Assert.Equal("DC9002", (await Assert.ThrowsAsync<DeployError>(() =>
        runner.RunAsync(new("deploycrew-no-such-program", []) { InterruptGrace = TimeSpan.FromSeconds(1) }, CancellationToken.None))).Code);

    private async Task<IReadOnlyList<string>> CancelAtReadyAsync(string script, TimeSpan grace)
    {
        using var cancellation = new CancellationTokenSource();
        var lines = new ConcurrentQueue<string>();
        var command = new ProcessCommand("bash", ["-c", script])
        {
            InterruptGrace = grace,
            OnLine = line =>
            {
                lines.Enqueue(line);
                if (line == "ready")
                    cancellation.Cancel();
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(command, cancellation.Token));
        return [.. lines];
    }

    private Task<ProcessResult> RunAsync(string script) => runner.RunAsync(new("sh", ["-c", script]), CancellationToken.None);
}
