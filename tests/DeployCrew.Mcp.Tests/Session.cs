using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Runs;
using DeployCrew.Mcp.Tools;
using DeployCrew.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace DeployCrew.Mcp.Tests;

/// <summary>The server and the SDK's own client in this process, with a home and a root of their own. No cloud runs.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly CancellationTokenSource ctrlC = new();
    private readonly Pipe toServer = new();
    private readonly Pipe toClient = new();
    private readonly StringWriter log = new();
    private readonly ServiceProvider services;

    private Session(string home, TimeProvider time)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(new Home(home));
        collection.AddSingleton(time);
        services = collection.AddDeployCrew(new DeployCrewOptions(["/nonexistent/deploycrew"])).BuildServiceProvider();
    }

    public McpClient Client { get; private set; } = null!;

    /// <summary>Ends when the server has ended.</summary>
    public Task Server { get; private set; } = null!;

    public string Log => log.ToString();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<Session> OpenAsync(
        TemporaryFolder folder, string[]? allow = null, string? root = null, IReadOnlyList<ITool>? tools = null, TimeProvider? time = null, string? version = null)
    {
        var session = new Session(folder.In("home"), time ?? TimeProvider.System);
        var options = McpOptions.Of(root ?? Repository.Samples, allow ?? []);
        var transport = new StreamServerTransport(session.toServer.Reader.AsStream(), session.toClient.Writer.AsStream(), "deploycrew", NullLoggerFactory.Instance);
        session.Server = session.ServeAsync(transport, tools ?? ToolList.All, options);
        session.Client = await McpClient.CreateAsync(
            new StreamClientTransport(session.toServer.Writer.AsStream(), session.toClient.Reader.AsStream()), new McpClientOptions { ProtocolVersion = version });
        return session;
    }

    /// <summary>Calls a tool with arguments in JSON.</summary>
    public async Task<CallToolResult> CallAsync(string tool, string arguments = "{}", IProgress<ModelContextProtocol.ProgressNotificationValue>? progress = null, CancellationToken cancellationToken = default) =>
        await Client.CallToolAsync(tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments), progress, null, cancellationToken);

    /// <summary>Calls a tool that answers.</summary>
    public async Task<JsonNode> AnswerAsync(string tool, string arguments = "{}")
    {
        var result = await CallAsync(tool, arguments);
        var answer = JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!;
        Assert.True(result.IsError is not true, answer.ToJsonString());
        return answer;
    }

    /// <summary>Calls a tool that refuses, and returns the codes of its errors.</summary>
    public async Task<IReadOnlyList<string>> RefusalAsync(string tool, string arguments = "{}")
    {
        var result = await CallAsync(tool, arguments);
        Assert.True(result.IsError);
        var errors = JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!["errors"]!.AsArray();
        Assert.All(errors, error => Assert.NotEmpty(error!["remedy"]!.ToString()));
        return [.. errors.Select(error => error!["code"]!.ToString())];
    }

    /// <summary>Ends the server's input, as a client does that goes away.</summary>
    public ValueTask CloseInputAsync() => toServer.Writer.CompleteAsync();

    /// <summary>Ends the server as Ctrl-C does.</summary>
    public Task InterruptAsync() => ctrlC.CancelAsync();

    // A process that has ended has closed its output.
    private async Task ServeAsync(ITransport transport, IReadOnlyList<ITool> tools, McpOptions options)
    {
        try
        {
            await McpHost.ServeAsync(transport, tools, options, services, log, ctrlC.Token);
        }
        finally
        {
            await toClient.Writer.CompleteAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await toServer.Writer.CompleteAsync();
        await ctrlC.CancelAsync();
        await Server;
        await Client.DisposeAsync();
        await services.DisposeAsync();
        ctrlC.Dispose();
        await log.DisposeAsync();
    }
}
