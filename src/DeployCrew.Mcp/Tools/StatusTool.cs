using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;
using DeployCrew.Rollouts;
using DeployCrew.Runs;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>status</c>: of a run, or of an environment.</summary>
internal sealed class StatusTool : ITool
{
    private static readonly Argument[] OfEnvironment = [Known.Path, Known.Environment, Known.Target, Known.Engine, Known.Service];

    public ToolProfile Profile { get; } = new(
        "status", "Look at a run or an environment",
        "Without path, environment or target: how far a run came, or what it ended in. With one of them: what runs in an environment now, with weights, tasks and health, whoever deployed it.",
        typeof(StatusAnswer))
    {
        Arguments = [Known.Run, .. OfEnvironment.Select(argument => argument with { Default = null })],
        OpenWorld = true,
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var named = OfEnvironment.Where(argument => call.Arguments.Text(argument.Name) is not null).ToArray();
        var run = call.Arguments.Text(Known.Run.Name);
        if (run is not null && named.Length > 0)
            throw new InvalidInputError("arguments", [.. named.Select(argument => McpErrors.NotTogether(argument.Name, Known.Run.Name))]);
        if (named.Length == 0)
            return Of(RunStore.StatusOf(call.Get<RunStore>().Find(run)), call.Get<Home>());
        var request = call.Request(call.Project());
        var services = await call.Get<RolloutService>().StatusAsync(request, call.Arguments.Text(Known.Service.Name), cancellationToken);
        return new StatusAnswer(null, [], null, [.. services.Select(ServiceView.Of)]);
    }

    private static StatusAnswer Of(RunStatus status, Home home) => new(
        RunView.Of(status, home), [.. status.Stages.Select(StageView.Of)], status.Report?.Error is { } error ? ErrorView.Of(error) : null, []);
}
