using System.Collections.Concurrent;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Paths;
using DeployCrew.Mcp.Tools;
using DeployCrew.Reports;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace DeployCrew.Mcp.Calls;

/// <summary>Where calls come in: which tools there are, whether a call may be, and what becomes of its errors. The server's root, and one of the places
/// where everything is caught.</summary>
internal sealed class ToolDesk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, OfferedTool> tools;
    private readonly McpOptions options;
    private readonly IServiceProvider services;
    private readonly TextWriter log;
    private readonly RootFolder root;
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentDictionary<Task, byte> open = new();
    private readonly Lazy<Concealment> concealment;

    public ToolDesk(IReadOnlyList<ITool> all, McpOptions options, IServiceProvider services, TextWriter log)
    {
        (this.options, this.services, this.log) = (options, services, log);
        tools = all.ToDictionary(tool => tool.Profile.Name, tool => new OfferedTool(tool), StringComparer.Ordinal);
        root = new RootFolder(options.Root);
        concealment = new(() => new Concealment(services.GetRequiredService<Home>(), root.Path));
    }

    private TimeProvider Time => services.GetRequiredService<TimeProvider>();

    /// <summary>The tools that are offered.</summary>
    public ListToolsResult List() => new() { Tools = [.. tools.Values.Where(tool => IsAllowed(tool.Tool.Profile.Name)).Select(tool => tool.Description)] };

    /// <summary>Carries a call out.</summary>
    /// <exception cref="McpProtocolException">There is no such tool, which the protocol wants told so.</exception>
    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var name = request.Params!.Name;
        if (!tools.TryGetValue(name, out var tool))
        {
            var unknown = McpErrors.NoSuchTool(name.Length > 64 ? name[..64] : name, List().Tools.Select(one => one.Name).ToArray());
            throw new McpProtocolException($"{unknown.Code} {unknown.Message} {unknown.Remedy}", McpErrorCode.InvalidParams);
        }

        var call = AnswerAsync(tool, request, cancellationToken);
        open.TryAdd(call, 0);
        try
        {
            return await call;
        }
        finally
        {
            open.TryRemove(call, out _);
        }
    }

    /// <summary>Cancels what is under way.</summary>
    public void Close() => closing.Cancel();

    /// <summary>Cancels what is under way, and waits until it has noted where it stands.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAny(Task.WhenAll(open.Keys), Task.Delay(Patience, Time));
    }

    private bool IsAllowed(string tool) => !McpOptions.Switched.Contains(tool) || options.Allowed.Contains(tool);

    private async Task<CallToolResult> AnswerAsync(OfferedTool offered, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var profile = offered.Tool.Profile;
        await using var progress = new ProgressFeed(request.Server, request.Params!.ProgressToken, concealment.Value, cancellationToken);
        var call = new ToolCall(new GivenArguments(request.Params.Arguments), options, root, services, progress);
        using var late = new CancellationTokenSource(profile.Limit, Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token, closing.Token);
        try
        {
            if (!IsAllowed(profile.Name))
                throw McpErrors.NotAllowed(profile.Name);
            if (offered.Check(call.Arguments) is { Count: > 0 } problems)
                throw new InvalidInputError("arguments", problems);
            var answer = await offered.Tool.CallAsync(call, linked.Token);
            // A run that did not end well is an error to the caller, although it has all of its answer.
            return Write(answer, isError: answer is RunAnswer { IsGood: false });
        }
        catch (DeployError error)
        {
            return Refusal(error);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested && !closing.IsCancellationRequested)
        {
            return Refusal(McpErrors.TooLate(profile.Name, profile.Limit, call.RunId));
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            await log.WriteLineAsync($"{profile.Name}: {bug}");
            return Refusal(InternalErrors.Bug(bug, null));
        }
    }

    private CallToolResult Refusal(DeployError error) => Write(ErrorsAnswer.Of(error), isError: true);

    // The text is the same JSON: for clients that know no structured content.
    private CallToolResult Write(object answer, bool isError)
    {
        var json = JsonSerializer.SerializeToElement(BoundedText.In(concealment.Value.Json(answer)), Core.Json.JsonFormat.Compact);
        return new CallToolResult { IsError = isError, StructuredContent = json, Content = [new TextContentBlock { Text = json.GetRawText() }] };
    }
}
