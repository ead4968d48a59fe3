using System.Collections.Concurrent;
using DeployCrew.Core.Errors;
using DeployCrew.Testing;
using ModelContextProtocol;

namespace DeployCrew.Mcp.Tests;

/// <summary>What holds for every tool, seen on tools that do what a test wants.</summary>
public sealed class DeskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Call_TakesTooLong_IsCancelledWithDC2053()
    {
        var (time, begun) = (new ManualTime(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var tool = new FakeTool("slow", async (_, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return FakeTool.Answer;
        });
        await using var session = await Session.OpenAsync(folder, tools: [tool], time: time);

        var refusal = session.RefusalAsync("slow");
        await begun.Task;
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["DC2053"], await refusal);
    }

    [Fact]
    public async Task Call_TwoAtOnce_DoNotWaitForEachOther()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = new FakeTool("first", async (_, _) =>
        {
            await gate.Task;
            return FakeTool.Answer with { Total = 1 };
        });
        var second = new FakeTool("second", (_, _) =>
        {
            gate.SetResult();
            return Task.FromResult<object>(FakeTool.Answer with { Total = 2 });
        });
        await using var session = await Session.OpenAsync(folder, tools: [first, second]);

        var answers = await Task.WhenAll(session.AnswerAsync("first"), session.AnswerAsync("second"));

        Assert.Equal([1, 2], answers.Select(answer => answer["total"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Call_WithProgress_IsToldInOrderWithoutPathsAndControls()
    {
        var told = new Told();
        var tool = new FakeTool("told", async (call, _) =>
        {
            call.Progress.Report($"one in {folder.In("home")}/runs");
            call.Progress.Report("two \u001b[31mred");
            // The SDK's client hears nothing more of a call once it has its answer.
            await Eventually.HoldsAsync(() => told.Values.Count == 2, 10);
            return FakeTool.Answer;
        });
        await using var session = await Session.OpenAsync(folder, tools: [tool]);

        await session.CallAsync("told", progress: told);

        // The SDK's client takes them in side by side.
        Assert.Equal([(1f, "one in …/runs"), (2f, "two \\u001B[31mred")], told.Values.OrderBy(one => one.Progress).Select(one => ((float)one.Progress, one.Message!)));
    }

    [Fact]
    public async Task Call_Bug_IsToldWithoutItsStack()
    {
        var tool = new FakeTool("broken", (_, _) => throw new InvalidOperationException("nobody thought of this"));
        await using var session = await Session.OpenAsync(folder, tools: [tool]);

        var result = await session.CallAsync("broken");

        var text = result.StructuredContent!.Value.GetRawText();
        Assert.Contains("DC9001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DeskTests", text, StringComparison.Ordinal);
        Assert.Contains("DeskTests", session.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_TellsOfTheMachine_PathsAreTakenOut()
    {
        var tool = new FakeTool("tells", (_, _) => throw new DeployError("DC1", $"{folder.In("home")}/x and {Repository.Samples}/y", "r", [folder.In("home")]));
        await using var session = await Session.OpenAsync(folder, tools: [tool]);

        var result = await session.CallAsync("tells");

        Assert.DoesNotContain(folder.Path, result.StructuredContent!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("…/x and …/y", result.StructuredContent!.Value.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Call_Answers_TextIsTheSameJson()
    {
        await using var session = await Session.OpenAsync(folder);

        var result = await session.CallAsync("estimate", """{"path":"hello-node"}""");

        Assert.Equal(result.StructuredContent!.Value.GetRawText(), Assert.IsType<ModelContextProtocol.Protocol.TextContentBlock>(Assert.Single(result.Content)).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_InputEndsOrCtrlC_CancelsWhatIsUnderWayAndWaitsForIt(bool input)
    {
        var (begun, noted) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), false);
        var tool = new FakeTool("slow", async (_, token) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                await Task.Yield();
                noted = true;
            }

            return FakeTool.Answer;
        });
        await using var session = await Session.OpenAsync(folder, tools: [tool]);
        var call = session.CallAsync("slow");
        await begun.Task;

        if (input)
            await session.CloseInputAsync();
        else
            await session.InterruptAsync();
        await session.Server.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.True(noted);
        await Assert.ThrowsAnyAsync<Exception>(() => call);
    }

    private sealed class Told : IProgress<ProgressNotificationValue>
    {
        public ConcurrentQueue<ProgressNotificationValue> Values { get; } = [];

        public void Report(ProgressNotificationValue value) => Values.Enqueue(value);
    }
}
