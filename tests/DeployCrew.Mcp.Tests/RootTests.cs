using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Mcp.Paths;
using DeployCrew.Testing;

namespace DeployCrew.Mcp.Tests;

public sealed class RootTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RootTests()
    {
        Copy("secret");
        Copy("root/hello");
        File.CreateSymbolicLink(folder.In("root", "file-link.json"), folder.In("secret", "requirements.json"));
        Directory.CreateSymbolicLink(folder.In("root", "folder-link"), folder.In("secret"));
        Directory.CreateSymbolicLink(folder.In("root", "up"), "..");
        Directory.CreateSymbolicLink(folder.In("root", "round"), "round");
        Directory.CreateSymbolicLink(folder.In("root", "inside"), "hello");
        Directory.CreateDirectory(folder.In("root", "holds-link"));
        File.CreateSymbolicLink(folder.In("root", "holds-link", "requirements.json"), folder.In("secret", "requirements.json"));
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("hello/../../secret/requirements.json")]
    [InlineData("file-link.json")]
    [InlineData("folder-link")]
    [InlineData("folder-link/requirements.json")]
    [InlineData("up/secret")]
    [InlineData("up/root/../secret")]
    [InlineData("round")]
    [InlineData("holds-link")]
    [InlineData("/etc/passwd")]
    public async Task Call_PathLeadsOut_IsRefused(string path)
    {
        await using var session = await Session.OpenAsync(folder, root: folder.In("root"));

        Assert.Equal(["DC2050"], await session.RefusalAsync("estimate", JsonSerializer.Serialize(new { path })));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("hello/requirements.json")]
    [InlineData("inside")]
    [InlineData("up/root/hello")]
    [InlineData("./hello/../hello")]
    public async Task Call_PathStaysInside_IsRead(string path)
    {
        await using var session = await Session.OpenAsync(folder, root: folder.In("root"));

        Assert.Equal("hello-node", (await session.AnswerAsync("estimate", JsonSerializer.Serialize(new { path })))["project"]!.ToString());
    }

    [Theory]
    [InlineData("../../secret")]
    [InlineData("../folder-link")]
    public async Task Call_RequirementsNameAnAppElsewhere_IsRefused(string app)
    {
        var file = folder.In("root", "hello", "requirements.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        json["app"] = app;
        await File.WriteAllTextAsync(file, json.ToJsonString());
        await using var session = await Session.OpenAsync(folder, root: folder.In("root"));

        Assert.Equal(["DC2050"], await session.RefusalAsync("plan", """{"path":"hello"}"""));
    }

    [Fact]
    public async Task Call_AppArgumentElsewhere_IsRefused()
    {
        await using var session = await Session.OpenAsync(folder, root: folder.In("root"));

        Assert.Equal(["DC2050"], await session.RefusalAsync("plan", """{"path":"hello","app":"folder-link"}"""));
    }

    [Fact]
    public void Require_RootIsALinkItself_HoldsWhatItLeadsTo()
    {
        Directory.CreateSymbolicLink(folder.In("link-to-root"), folder.In("root"));
        var root = new RootFolder(folder.In("link-to-root"));

        Assert.EndsWith("/root/hello", root.Require("path", folder.In("link-to-root", "hello")), StringComparison.Ordinal);
        Assert.Throws<DeployError>(() => root.Require("path", folder.In("root-beside")));
    }

    private void Copy(string to)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Samples, "hello-node"), "*", SearchOption.AllDirectories))
            folder.Write(Path.Combine(to, Path.GetRelativePath(Path.Combine(Repository.Samples, "hello-node"), file)), File.ReadAllText(file));
    }
}
