using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class ReviewCommandTests
{
    [Theory]
    [InlineData("hello-node")]
    [InlineData("hello-dotnet")]
    [InlineData("hello-static")]
    public async Task Review_Sample_HasNothingAboveLow(string sample)
    {
        var result = await InProcess.RunAsync("review", Repository.Sample(sample), "--fail-on", "medium", "--format", "json");
        Assert.Equal(0, result.ExitCode);
        var findings = JsonNode.Parse(result.Output)!["findings"]!.AsArray();
        Assert.NotEmpty(findings);
        Assert.All(findings, found => Assert.True(found!["at"]!["line"]!.GetValue<int>() > 1));
    }

    [Fact]
    public async Task Review_Sarif_PointsAtTheRequirements()
    {
        var result = await InProcess.RunAsync("review", Repository.Sample("hello-node"), "--format", "sarif");
        var place = JsonNode.Parse(result.Output)!["runs"]![0]!["results"]![0]!["locations"]![0]!["physicalLocation"]!;
        Assert.EndsWith("samples/hello-node/requirements.json", place["artifactLocation"]!["uri"]!.ToString(), StringComparison.Ordinal);
        Assert.True(place["region"]!["startLine"]!.GetValue<int>() > 1);
    }

    [Fact]
    public async Task Review_Suppressed_IsNotFound()
    {
        using var folder = new TemporaryFolder();
        var requirements = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Sample("hello-node"), "requirements.json")))!;
        requirements["policy"] = JsonNode.Parse("""{"suppress":[{"rule":"DCP020","reason":"The firewall is the company's own.","expires":"2099-12-31"}]}""");
        var file = folder.In("requirements.json");
        await File.WriteAllTextAsync(file, requirements.ToJsonString());
        var result = await InProcess.RunAsync("review", file);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("DCP020", result.Output, StringComparison.Ordinal);
        Assert.Contains("DCP054", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_SuppressionUntilADayThatDoesNotExist_IsDC1095()
    {
        using var folder = new TemporaryFolder();
        var requirements = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Sample("hello-node"), "requirements.json")))!;
        requirements["policy"] = JsonNode.Parse("""{"suppress":[{"rule":"DCP020","reason":"The firewall is the company's own.","expires":"2027-02-30"}]}""");
        var file = folder.In("requirements.json");
        await File.WriteAllTextAsync(file, requirements.ToJsonString());
        var result = await InProcess.RunAsync("validate", file);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC1095 policy/suppress/0/expires", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_NotABundle_IsDC4043()
    {
        using var folder = new TemporaryFolder();
        var file = folder.In("some.zip");
        await File.WriteAllTextAsync(file, "not a zip");
        var result = await InProcess.RunAsync("review", file);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DC4043", result.Errors, StringComparison.Ordinal);
    }
}
