using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Mcp.Tests;

public sealed class ToolListTests : IDisposable
{
    private static readonly string[] Reading = ["plan", "explain", "estimate", "policy", "status", "runs", "logs", "diagnose", "plan_rollback", "plan_destroy"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    [InlineData("2025-06-18")]
    [InlineData("2024-11-05")]
    public async Task List_NothingSwitchedOn_HasWhatChangesNothing(string? version)
    {
        await using var session = await Session.OpenAsync(folder, version: version);

        var tools = await session.Client.ListToolsAsync();

        Assert.Equal(Reading, tools.Select(tool => tool.Name));
        Assert.All(tools, tool => Assert.False(tool.ProtocolTool.Annotations!.DestructiveHint));
        Assert.All(tools, tool => Assert.Equal(tool.Name != "plan", tool.ProtocolTool.Annotations!.ReadOnlyHint));
        Assert.Equal(version ?? "2026-07-28", session.Client.NegotiatedProtocolVersion);
    }

    [Fact]
    public async Task List_SomeSwitchedOn_HasThemAsWhatTheyAre()
    {
        await using var session = await Session.OpenAsync(folder, ["run,destroy"]);

        var tools = await session.Client.ListToolsAsync();

        Assert.Equal([.. Reading, "run", "destroy"], tools.Select(tool => tool.Name));
        Assert.All(tools.TakeLast(2), tool => Assert.True(tool.ProtocolTool.Annotations is { DestructiveHint: true, ReadOnlyHint: false, OpenWorldHint: true }));
    }

    [Fact]
    public async Task List_EveryTool_IsTypedAndDescribed()
    {
        await using var session = await Session.OpenAsync(folder, ["run", "rollback", "destroy"]);

        Assert.All(await session.Client.ListToolsAsync(), tool =>
        {
            var (input, output) = (JsonNode.Parse(tool.JsonSchema.GetRawText())!, JsonNode.Parse(tool.ReturnJsonSchema!.Value.GetRawText())!);
            Assert.Equal("object", input["type"]!.ToString());
            Assert.False(input["additionalProperties"]!.GetValue<bool>());
            Assert.All(input["properties"]!.AsObject(), property => Assert.NotEmpty(property.Value!["description"]!.ToString()));
            Assert.Equal("object", output["type"]!.ToString());
            Assert.NotNull(output["properties"]!["errors"]);
            Assert.NotEmpty(tool.Title!);
        });
    }

    [Theory]
    [InlineData("run", """{"plan":"PLAN"}""")]
    [InlineData("rollback", """{"path":"hello-node","preview":"PLAN"}""")]
    [InlineData("destroy", """{"path":"hello-node","preview":"PLAN","confirm":"hello-node/dev"}""")]
    public async Task Call_SwitchedOff_IsRefusedAndDoesNothing(string tool, string arguments)
    {
        await using var session = await Session.OpenAsync(folder);

        Assert.Equal(["DC2051"], await session.RefusalAsync(tool, arguments.Replace("PLAN", new string('0', 64), StringComparison.Ordinal)));
        Assert.False(Directory.Exists(folder.In("home")));
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("run,approve")]
    public void Options_NameOfNothing_AreRefused(string allow) =>
        Assert.Equal("DC2058", Assert.Throws<Core.Errors.DeployError>(() => McpOptions.Of(null, [allow])).Code);

    [Fact]
    public void Options_RootIsNoFolder_AreRefused() =>
        Assert.Equal("DC2059", Assert.Throws<Core.Errors.DeployError>(() => McpOptions.Of(folder.In("none"), [])).Code);
}
