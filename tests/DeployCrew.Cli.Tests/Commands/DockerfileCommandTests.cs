using System.Text.Json.Nodes;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Docker;
using DeployCrew.Testing;
using DeployCrew.Testing.Models;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class DockerfileCommandTests : IDisposable
{
    private const string Host = "DEPLOYCREW_TEST_DOCKER_HOST";

    private static readonly Turn Never = new Turn.Fails(500, "not asked");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Dockerfile_NoEngine_SaysSoAndAsksNobody()
    {
        PerlApp.Write(folder);
        await using var model = await ScriptedModel.StartAsync(Never);
        var result = await RunAsync(model, "unix:///nowhere", "dockerfile", folder.In("app"), "--write");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DC2045", result.Errors, StringComparison.Ordinal);
        Assert.Empty(model.Requests);
        Assert.False(File.Exists(folder.In("app/Dockerfile")));
    }

    [Fact]
    public async Task Dockerfile_NoModel_SaysSo()
    {
        PerlApp.Write(folder);
        var result = await InProcess.RunAsync("dockerfile", folder.In("app"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC2031", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dockerfile_AppThatRulesKnow_NeedsNone()
    {
        folder.Write("app/package.json", """{"scripts": {"start": "node server.js"}}""");
        await using var model = await ScriptedModel.StartAsync(Never);
        var result = await RunAsync(model, "unix:///nowhere", "dockerfile", folder.In("app"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC2042", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dockerfile_AppWithADockerfile_KeepsItWithoutForce()
    {
        PerlApp.Write(folder);
        folder.Write("app/Dockerfile", "FROM scratch\n");
        await using var model = await ScriptedModel.StartAsync(Never);
        var result = await RunAsync(model, "unix:///nowhere", "dockerfile", folder.In("app"), "--write");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC2043", result.Errors, StringComparison.Ordinal);
        var forced = await RunAsync(model, "unix:///nowhere", "dockerfile", folder.In("app"), "--write", "--force");
        Assert.Contains("DC2045", forced.Errors, StringComparison.Ordinal);
        Assert.Equal("FROM scratch\n", await File.ReadAllTextAsync(folder.In("app/Dockerfile")));
    }

    [Fact]
    public async Task Detect_UnknownApp_ShowsWhatTheModelReadWithItsLines()
    {
        PerlApp.Write(folder);
        await using var model = await ScriptedModel.StartAsync(Reading());
        var result = await RunAsync(model, "unix:///nowhere", "detect", folder.In("app"));
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("README.md:3", result.Errors, StringComparison.Ordinal);
        Assert.Contains("not used by any run", result.Errors, StringComparison.Ordinal);
        var json = await RunAsync(model, "unix:///nowhere", "detect", folder.In("app"), "--format", "json");
        Assert.Equal("port", (string?)JsonNode.Parse(json.Output)!["services"]![0]!["reading"]!["settings"]![1]!["path"]);
    }

    [Fact]
    public async Task Detect_Write_PutsItIntoTheRequirements()
    {
        PerlApp.Write(folder);
        var file = folder.Write("requirements.json", """{"version": 1, "project": "beacon", "region": "eu-west-1", "app": "app", "services": {"web": {}}, "environments": {"dev": {"domain": "dev.example.com"}}}""");
        await using var model = await ScriptedModel.StartAsync(Reading());
        var result = await RunAsync(model, "unix:///nowhere", "detect", folder.Path, "--write");
        Assert.True(result.ExitCode == 0, result.Errors);
        var web = JsonNode.Parse(await File.ReadAllTextAsync(file))!["services"]!["web"]!;
        Assert.Equal((3000, "/alive", "perl"), ((int)web["port"]!, (string)web["health"]!["path"]!, (string)web["command"]![0]!));
        var again = await RunAsync(model, "unix:///nowhere", "detect", folder.Path, "--write");
        Assert.Contains("DC2041", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_WriteWithoutRequirements_SaysSo()
    {
        PerlApp.Write(folder);
        await using var model = await ScriptedModel.StartAsync(Reading());
        var result = await RunAsync(model, "unix:///nowhere", "detect", folder.In("app"), "--write");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC2040", result.Errors, StringComparison.Ordinal);
    }

    [Trait("Category", "real")]
    [RealFact(Host)]
    public async Task Dockerfile_PortAndPathThatAreRead_IsBuiltAskedAndWritten()
    {
        PerlApp.Write(folder);
        await using var model = await ScriptedModel.StartAsync(Reading(), Turn.Calls.One("answer", new JsonObject { ["dockerfile"] = PerlApp.Good }));
        var result = await RunAsync(model, Environment.GetEnvironmentVariable(Host)!, "dockerfile", folder.In("app"), "--write");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("+++ b/Dockerfile", result.Output, StringComparison.Ordinal);
        Assert.Contains("GET /alive: 200 ok", result.Errors, StringComparison.Ordinal);
        Assert.Equal(PerlApp.Good, await File.ReadAllTextAsync(folder.In("app/Dockerfile")));
        Assert.Contains("**/.env*", await File.ReadAllTextAsync(folder.In("app/.dockerignore")), StringComparison.Ordinal);
        var detected = await InProcess.RunAsync("detect", folder.In("app"));
        Assert.Contains("3000", detected.Errors, StringComparison.Ordinal);
    }

    private async Task<CommandResult> RunAsync(ScriptedModel model, string engine, params string[] arguments)
    {
        var settings = folder.Write("models.json", $$"""{ "endpoint": "{{model.Endpoint}}", "large": { "model": "big" }, "attempts": 1 }""");
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync([.. arguments, "--models", settings], new Terminal(output, errors, isPlain: true),
            services => services.AddSingleton(new Home(folder.In("home"))).AddSingleton(new DockerEngine(engine)));
        return new CommandResult(code, output.ToString(), errors.ToString());
    }

    private static Turn Reading() => Turn.Calls.One("answer", new JsonObject
    {
        ["language"] = new JsonObject { ["value"] = "other", ["name"] = "Perl", ["file"] = "server.pl", ["line"] = 1 },
        ["command"] = new JsonObject { ["value"] = new JsonArray("perl", "server.pl"), ["file"] = "README.md", ["line"] = 3 },
        ["port"] = new JsonObject { ["value"] = 3000, ["file"] = "server.pl", ["line"] = 3 },
        ["healthPath"] = new JsonObject { ["value"] = "/alive", ["file"] = "server.pl", ["line"] = 9 },
        ["confidence"] = "likely",
    });
}
