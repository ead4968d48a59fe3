using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private const string TenMistakes = """
        {
          "version": 1,
          "project": "Bad_Name",
          "region": "eu-wst-1",
          "services": {
            "web": { "port": 0, "cpu": 256, "memory": 8192, "colour": "red", "scaling": { "min": 5, "max": 2 },
              "health": { "path": "health" },
              "environment": { "DB_PASSWORD": "hunter2hunter2" }, "secrets": { "KEY": "plain" } }
          },
          "environments": { "dev": { "domain": "not a domain" } }
        }
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Validate_TenMistakes_ReportsAllTenWithLineAndColumn()
    {
        var file = folder.Write("requirements.json", TenMistakes);

        var result = await InProcess.RunAsync("validate", file, "--format", "json");

        Assert.Equal(1, result.ExitCode);
        var problems = JsonNode.Parse(result.Output)!["problems"]!.AsArray();
        Assert.Equal(10, problems.Count);
        Assert.All(problems, problem =>
        {
            Assert.StartsWith("DC1", problem!["code"]!.ToString(), StringComparison.Ordinal);
            Assert.True(problem["position"]!["line"]!.GetValue<int>() > 0 && problem["position"]!["column"]!.GetValue<int>() > 0);
            Assert.NotEmpty(problem["remedy"]!.ToString());
        });
        Assert.DoesNotContain("hunter2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Problems_AreShownInTheFormThatEditorsJumpBy()
    {
        var file = folder.Write("requirements.json", TenMistakes);

        var result = await InProcess.RunAsync("validate", file);

        Assert.Contains($"{file}:6:22 error DC1004 services/web/port: must be 1-65535 (was 0).", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello-node")]
    [InlineData("hello-dotnet")]
    [InlineData("hello-static")]
    [InlineData("broken-health")]
    public async Task Validate_Sample_IsValid(string sample) =>
        Assert.Equal(0, (await InProcess.RunAsync("validate", Repository.Sample(sample))).ExitCode);

    [Fact]
    public async Task Validate_NoSuchFile_IsInputAndNoBug()
    {
        var result = await InProcess.RunAsync("validate", folder.In("nothing.json"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC1001", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
