using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Mcp.Tests;

/// <summary>The server as a process, and the official TypeScript SDK's client as another; with a home and a root of their own. Their local cloud goes with them.</summary>
public sealed class OfficialClient : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    public string Root => folder.In("root");

    public string Home => folder.In("home");

    public Task InitializeAsync()
    {
        var sample = Path.Combine(Repository.Samples, "hello-node");
        foreach (var file in Directory.GetFiles(sample, "*", SearchOption.AllDirectories))
            folder.Write(Path.Combine("root", "hello", Path.GetRelativePath(sample, file)), File.ReadAllText(file));
        folder.Write("elsewhere/requirements.json", File.ReadAllText(Path.Combine(sample, "requirements.json")));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await DeployCrewAsync("local", "down");
        folder.Dispose();
    }

    /// <summary>Runs a command of the command line's, as a person does.</summary>
    public async Task<int> DeployCrewAsync(params string[] arguments) => (await new SystemProcessRunner().RunAsync(
        new ProcessCommand("dotnet", [Repository.Program, .. arguments]) { Environment = Variables() }, CancellationToken.None)).ExitCode;

    /// <summary>A session with a server of its own: what each step came to.</summary>
    public async Task<JsonNode> SessionAsync(string? allow, params string[] steps)
    {
        string[] command = ["mcp", "--root", Root, .. allow is null ? [] : new[] { "--allow", allow }];
        var asked = new JsonObject
        {
            ["command"] = "dotnet",
            ["args"] = new JsonArray([Repository.Program, .. command.Select(word => (JsonNode)word)]),
            ["env"] = new JsonObject(Variables().Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
            ["cwd"] = folder.Path,
            ["steps"] = new JsonArray([.. steps.Select(step => JsonNode.Parse(step))]),
        };
        var client = Path.Combine(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_MCP")!, "client.mjs");
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand("node", [client]) { StandardInput = asked.ToJsonString() }, CancellationToken.None);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return JsonNode.Parse(string.Join('\n', result.Output))!;
    }

    private Dictionary<string, string?> Variables() => new() { ["DEPLOYCREW_HOME"] = Home, ["DOCKER_HOST"] = "unix:///nonexistent/docker.sock" };
}
