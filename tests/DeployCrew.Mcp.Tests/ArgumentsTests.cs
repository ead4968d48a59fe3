using DeployCrew.Testing;
using ModelContextProtocol;

namespace DeployCrew.Mcp.Tests;

public sealed class ArgumentsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Call_ManyProblems_AreAllSaidAtOnce()
    {
        await using var session = await Session.OpenAsync(folder);

        var codes = await session.RefusalAsync("logs", """{"lines":5,"limit":0,"stage":7,"target":"moon","run":"../x"}""");

        Assert.Equal(["DC1004", "DC1010", "DC1011", "DC1013", "DC1014"], codes.Order());
    }

    [Theory]
    [InlineData("plan", """{"path":""}""", "DC1016")]
    [InlineData("plan", """{"path":"a\u0000b"}""", "DC1014")]
    [InlineData("plan", """{"path":null}""", "DC1010")]
    [InlineData("plan", """{"environment":"nowhere","path":"hello-node"}""", "DC1902")]
    [InlineData("plan", """{"path":"nothing-here"}""", "DC1001")]
    [InlineData("run", """{}""", "DC1012")]
    [InlineData("run", """{"plan":"0123456"}""", "DC1014")]
    [InlineData("run", """{"plan":"HASH"}""", "DC4066")]
    [InlineData("explain", """{"plan":"HASH"}""", "DC4066")]
    [InlineData("explain", """{"plan":"HASH","path":"hello-node"}""", "DC2056")]
    [InlineData("status", """{"run":"x","path":"hello-node"}""", "DC2056")]
    [InlineData("status", """{"run":"x"}""", "DC9006")]
    [InlineData("logs", """{"environment":"dev"}""", "DC2060")]
    [InlineData("logs", """{"service":"web","from":3}""", "DC2056")]
    [InlineData("destroy", """{"path":"hello-node","preview":"HASH","confirm":"something else"}""", "DC4083")]
    public async Task Call_WrongArgument_IsRefused(string tool, string arguments, string code)
    {
        await using var session = await Session.OpenAsync(folder, ["run,destroy"]);

        Assert.Equal([code], await session.RefusalAsync(tool, arguments.Replace("HASH", new string('a', 64), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Call_NoSuchTool_IsAnErrorOfTheProtocol()
    {
        await using var session = await Session.OpenAsync(folder);

        var error = await Assert.ThrowsAsync<McpProtocolException>(() => session.CallAsync("deploy"));

        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Contains("DC2052", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_RequirementsWithProblems_EachIsThereWithItsPlace()
    {
        Directory.CreateDirectory(folder.In("root"));
        folder.Write("root/requirements.json", """{"version":1,"project":"Hello","region":"nowhere","services":{"web":{"port":0}},"environments":{}}""");
        await using var session = await Session.OpenAsync(folder, root: folder.In("root"));

        var result = await session.CallAsync("policy");

        var errors = System.Text.Json.Nodes.JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!["errors"]!.AsArray();
        Assert.True(errors.Count >= 3, errors.ToJsonString());
        Assert.All(errors, error => Assert.True(error!["file"]!.ToString() == "requirements.json" && error["line"]!.GetValue<int>() >= 1));
    }
}
