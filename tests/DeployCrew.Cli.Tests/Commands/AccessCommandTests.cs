using System.Text.Json.Nodes;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class AccessCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Token_MadeListedAndRevoked_IsShownOnceAndInTheTrail()
    {
        var made = await RunAsync("create", "ci", "--scope", "operator", "--expires", "30d");
        Assert.Equal(0, made.ExitCode);
        var token = made.Output.Trim();
        Assert.StartsWith("dcw_", token, StringComparison.Ordinal);
        Assert.DoesNotContain(token, made.Errors, StringComparison.Ordinal);

        var list = await RunAsync("list", "--format", "json");
        var one = Assert.Single(JsonNode.Parse(list.Output)!.AsArray())!;
        Assert.Equal(("ci", "operator"), (one["name"]!.ToString(), one["scope"]!.ToString()));
        Assert.Null(one["hash"]);
        Assert.Contains("ci", (await RunAsync("list")).Errors, StringComparison.Ordinal);
        Assert.Equal("ci", (await InProcess.RunAsync(new Home(folder.Path), "completion", "words", "--", "access", "revoke", "")).Output.Split('\t', '\n')[0]);

        Assert.Equal(0, (await RunAsync("revoke", "ci")).ExitCode);
        Assert.Empty(JsonNode.Parse((await RunAsync("list", "--format", "json")).Output)!.AsArray());
        var trail = JsonNode.Parse((await RunAsync("audit", "--format", "json")).Output)!.AsArray();
        Assert.Equal(["access create", "access revoke"], trail.Select(entry => entry!["what"]!.ToString()));
        Assert.DoesNotContain(token, trail.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DC9149", "create", "taken", "--scope", "viewer")]
    [InlineData("DC9150", "create", "No Name", "--scope", "viewer")]
    [InlineData("DC9151", "revoke", "none")]
    [InlineData("--scope", "create", "ci")]
    [InlineData("root", "create", "ci", "--scope", "root")]
    [InlineData("90m, 24h", "create", "ci", "--scope", "viewer", "--expires", "soon")]
    public async Task Token_ThatCannotBe_IsYourInput(string says, params string[] arguments)
    {
        await RunAsync("create", "taken", "--scope", "viewer");
        var result = await RunAsync(arguments);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(says, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ForOthersWithoutAnything_SaysAllThatIsMissing()
    {
        var result = await InProcess.RunAsync(new Home(folder.Path), "serve", "--listen", "0.0.0.0", "--port", "0");
        Assert.Equal(1, result.ExitCode);
        foreach (var code in new[] { "DC9101", "DC9140", "DC9141", "DC9142" })
            Assert.Contains(code, result.Errors, StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => InProcess.RunAsync(new Home(folder.Path), ["access", .. arguments]);
}
