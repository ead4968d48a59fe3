using System.IO.Compression;
using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>Every sample, run as a user runs it, on one local cloud.</summary>
public sealed class SampleRunTests(CliHome home) : IClassFixture<CliHome>
{
    [Theory]
    [InlineData("hello-static", "Hello from hello-static")]
    [InlineData("hello-dotnet", "Hello from hello-dotnet")]
    public Task Run_Sample_EndsVerifiedAndAnswers(string sample, string greeting) => RunsAsync(sample, greeting);

    [RealFact("DEPLOYCREW_TEST_NPM")]
    [Trait("Category", "real")]
    public Task Run_HelloNode_EndsVerifiedAndAnswers() => RunsAsync("hello-node", "Hello from hello-node");

    [Fact]
    public async Task Run_Again_PushesNothingAndKeepsTheDigest()
    {
        var sample = home.CopySample("hello-static", "again");
        var first = await home.JsonAsync(0, "run", sample);
        var second = await home.JsonAsync(0, "run", sample);

        Assert.Equal(first["imageDigest"]!.ToString(), second["imageDigest"]!.ToString());
        Assert.True(first["bytesPushed"]!.GetValue<long>() > 0);
        Assert.Equal(0, second["bytesPushed"]!.GetValue<long>());
        Assert.Equal(first["url"]!.ToString(), second["url"]!.ToString());
        var digest = first["imageDigest"]!.ToString()["sha256:".Length..][..12];
        var tags = (await home.TagsAsync("again-dev/web")).ToLookup(tag => tag.StartsWith("document-", StringComparison.Ordinal));
        Assert.Equal(new[] { digest, $"deployed-{digest}" }.Order(StringComparer.Ordinal), tags[false]); // a digest may begin with e
        Assert.Equal(3, tags[true].Count());
    }

    [Fact]
    public async Task Run_Twice_DocumentsAreInTheRunAndOnceAtTheImage()
    {
        var sample = home.CopySample("hello-static", "documented");
        await home.JsonAsync(0, "run", sample);
        var report = await home.JsonAsync(0, "run", sample);

        var run = Path.GetDirectoryName(report["evidence"]!.ToString())!;
        var evidence = JsonNode.Parse(await File.ReadAllTextAsync(report["evidence"]!.ToString()))!;
        var documents = evidence["services"]!["web"]!["documents"]!.AsArray();
        Assert.Equal(
            ["application/vnd.cyclonedx+json", "application/vnd.in-toto+json", "application/vnd.deploycrew.lint.v1+json"], documents.Select(one => one!["artifactType"]!.ToString()));
        Assert.All(documents, one => Assert.True(File.Exists(Path.Combine(run, "images", "web", one!["title"]!.ToString()))));
        var digest = report["imageDigest"]!.ToString();
        Assert.Equal(
            documents.Select(one => one!["digest"]!.ToString()).Order(StringComparer.Ordinal), await home.ReferrersAsync("documented-dev/web", digest));
        var statement = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(run, "images", "web", "provenance.json")))!;
        Assert.Equal(digest, "sha256:" + statement["subject"]![0]!["digest"]!["sha256"]);
        Assert.True(File.Exists(Path.Combine(run, "bundle", "supply-chain", "web", "sbom.cdx.json")));
    }

    [RealFact("DEPLOYCREW_TEST_AWS_CLI")]
    [Trait("Category", "real")]
    public async Task Run_ScanFindsACriticalWeakness_StopsBeforeTheRolloutAndTheEarlierVersionServes()
    {
        var sample = home.CopySample("hello-static", "scanned");
        var first = await home.JsonAsync(0, "run", sample);
        var status = await home.JsonAsync(0, "local", "status");
        var tagged = await new SystemProcessRunner().RunAsync(new ProcessCommand(
            Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_AWS_CLI")!,
            [
                "--endpoint-url", status["endpoint"]!.ToString(), "--region", status["region"]!.ToString(), "ecr", "tag-resource",
                "--resource-arn", $"arn:aws:ecr:{status["region"]}:000000000000:repository/scanned-dev/web", "--tags", "Key=deploycrew:scan,Value=CRITICAL=1 HIGH=2",
            ])
        {
            Environment = new Dictionary<string, string?>
            {
                ["AWS_ACCESS_KEY_ID"] = status["accessKeyId"]!.ToString(),
                ["AWS_SECRET_ACCESS_KEY"] = status["secretAccessKey"]!.ToString(),
            },
        }, default);
        Assert.True(tagged.ExitCode == 0, string.Join('\n', tagged.Errors));
        await File.AppendAllTextAsync(Path.Combine(sample, "app", "index.html"), "<!-- 2 -->");

        var result = await home.RunAsync("run", sample);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("DC3352", result.Errors, StringComparison.Ordinal);
        Assert.Contains("CRITICAL REHEARSED-CRITICAL-1 in rehearsed 1.0", result.Errors, StringComparison.Ordinal);
        using var client = Endpoint.Trusting(first["caCertificate"]!.ToString());
        Assert.DoesNotContain("<!-- 2 -->", await client.GetStringAsync(first["url"] + "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ZippedAppInANamedEnvironment_EndsVerified()
    {
        var project = home.CopySample("hello-static", "zipped");
        var zip = Path.Combine(project, "site.zip");
        ZipFile.CreateFromDirectory(Path.Combine(project, "app"), zip);

        var report = await home.JsonAsync(0, "run", Path.Combine(project, "requirements.json"), "--app", zip, "--env", "dev");

        Assert.Equal("verified", report["verdict"]!.ToString());
        Assert.Equal("dev", report["environment"]!.ToString());
        Assert.Equal("local", report["target"]!.ToString());
        Assert.Equal(7, report["stages"]!.AsArray().Count);
        Assert.All(report["stages"]!.AsArray(), stage => Assert.Equal("done", stage!["status"]!.ToString()));
        Assert.True(File.Exists(report["evidence"]!.ToString()));
    }

    [Fact]
    public async Task StatusRunsAndLogs_AfterARun_ShowIt()
    {
        var report = await home.JsonAsync(0, "run", home.CopySample("hello-static", "shown"));
        var id = report["runId"]!.ToString();

        var status = await home.JsonAsync(0, "status", id);
        Assert.Equal("Verified", status["state"]!.ToString());
        Assert.Contains(id, (await home.RunAsync("runs")).Errors, StringComparison.Ordinal);
        Assert.Contains("building with", (await home.RunAsync("logs", id, "--stage", "build")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await home.RunAsync("logs", id, "--stage", "nothing")).ExitCode);
        Assert.Equal(1, (await home.RunAsync("status", "no-such-run")).ExitCode);
    }

    private async Task RunsAsync(string sample, string greeting)
    {
        var report = await home.JsonAsync(0, "run", home.CopySample(sample, sample));

        using var client = Endpoint.Trusting(report["caCertificate"]!.ToString());
        using var health = await client.GetAsync(report["url"] + "/health");
        Assert.True(health.IsSuccessStatusCode);
        Assert.Contains(greeting, await client.GetStringAsync(report["url"] + "/"), StringComparison.Ordinal);
    }
}
