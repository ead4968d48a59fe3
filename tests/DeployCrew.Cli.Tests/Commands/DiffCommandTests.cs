using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class DiffCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Diff_TheSame_IsNoDifference()
    {
        using var bundle = await EditedBundle.MakeAsync();
        var result = await InProcess.RunAsync("diff", bundle.File, bundle.File, "--exit-code");
        Assert.Equal((0, "No difference.\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task Diff_ChangedRequirements_SaysWhatIsExpected(string format)
    {
        var result = await InProcess.RunAsync("diff", Repository.Sample("hello-node"), Changed(), "--exit-code", "--format", format);
        Assert.Equal(4, result.ExitCode);
        var golden = Path.Combine(Repository.Root, "tests", "DeployCrew.Cli.Tests", "Commands", "Golden", $"diff.{format}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(golden, result.Output);
        Assert.Equal(await File.ReadAllTextAsync(golden), result.Output);
    }

    [Fact]
    public async Task Diff_WithoutExitCode_IsZero() =>
        Assert.Equal(0, (await InProcess.RunAsync("diff", Repository.Sample("hello-node"), Changed())).ExitCode);

    [Fact]
    public async Task Diff_NewService_HasItsResourcesReachAndPermissions()
    {
        var environment = JsonNode.Parse((await InProcess.RunAsync("diff", Repository.Sample("hello-node"), Changed(), "--format", "json")).Output)!["environments"]!
            .AsArray().Single(one => $"{one!["name"]}" == "dev")!;
        var added = environment["resources"]!.AsArray().Where(one => $"{one!["kind"]}" == "added").Select(one => $"{one!["name"]}").ToList();
        Assert.Contains("api-service", added);
        Assert.Contains(environment["exposure"]!["added"]!.AsArray(), way => $"{way!["from"]} {way["to"]} {way["port"]}" == "alb api-service 9090");
        Assert.Contains(environment["permissions"]!["added"]!.AsArray(), permission => $"{permission!["role"]}".StartsWith("api-", StringComparison.Ordinal));
        Assert.True(environment["afterUsd"]!.GetValue<decimal>() > environment["beforeUsd"]!.GetValue<decimal>());
        var task = environment["resources"]!.AsArray().Single(one => $"{one!["name"]}" == "web-task")!;
        Assert.Contains(task["properties"]!.AsArray(), property => ($"{property!["path"]}", $"{property["before"]}", $"{property["after"]}") == ("cpu", "256", "512"));
    }

    [Fact]
    public async Task Diff_BundlesWithAnotherFile_NamesIt()
    {
        using var one = await EditedBundle.MakeAsync();
        using var other = await EditedBundle.MakeAsync();
        other.Write("app/server.js", "// changed");
        other.Write("app/more.js", "");
        other.Agree();
        var result = await InProcess.RunAsync("diff", one.File, other.File, "--exit-code");
        Assert.Equal(4, result.ExitCode);
        Assert.Equal("files\n  + app/more.js\n  ~ app/server.js\n", result.Output);
    }

    [Fact]
    public async Task Diff_HostileBundle_IsSaid()
    {
        using var one = await EditedBundle.MakeAsync();
        using var other = await EditedBundle.MakeAsync();
        other.Write("../up", "x");
        var result = await InProcess.RunAsync("diff", one.File, other.File);
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("../up", result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private string Changed()
    {
        var requirements = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Sample("hello-node"), "requirements.json")))!;
        requirements["services"]!["web"]!["cpu"] = 512;
        requirements["services"]!["web"]!["memory"] = 1024;
        requirements["services"]!["api"] = JsonNode.Parse("""{"port":9090,"health":{"path":"/health"},"routes":["/api"]}""");
        return folder.Write("requirements.json", requirements.ToJsonString());
    }
}
