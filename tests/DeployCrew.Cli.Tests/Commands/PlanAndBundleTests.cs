using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class PlanAndBundleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Plan_HelloNode_ShowsAgentsResourcesPerEnvironmentAndBundle()
    {
        var result = await InProcess.RunAsync("plan", Repository.Sample("hello-node"), "--format", "json");

        Assert.Equal(0, result.ExitCode);
        var plan = JsonNode.Parse(result.Output)!;
        Assert.Equal(["orchestrator", "infrastructure", "build", "deploy", "verifier"], plan["agents"]!.AsArray().Select(agent => agent!["name"]!.ToString()));
        Assert.Equal(["dev", "prod"], plan["environments"]!.AsArray().Select(environment => environment!["name"]!.ToString()));
        Assert.True(plan["environments"]![1]!["resources"]!.GetValue<int>() > plan["environments"]![0]!["resources"]!.GetValue<int>());
        Assert.All(plan["environments"]!.AsArray(), environment => Assert.True(environment!["cost"]!["totalUsd"]!.GetValue<decimal>() > 10));
        Assert.Contains("infrastructure/Program.cs", plan["bundle"]!["files"]!.AsArray().Select(file => file!.ToString()));
    }

    [Fact]
    public async Task Diagram_HelloNode_IsAPictureOrMermaidText()
    {
        var file = folder.In("dev.svg");
        Assert.Equal(0, (await InProcess.RunAsync("diagram", Repository.Sample("hello-node"), "--env", "dev", "-o", file)).ExitCode);
        Assert.Equal("svg", System.Xml.Linq.XDocument.Load(file).Root!.Name.LocalName);
        var mermaid = await InProcess.RunAsync("diagram", Repository.Sample("hello-node"), "--env", "dev", "--format", "mermaid");
        Assert.StartsWith("flowchart", mermaid.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await InProcess.RunAsync("diagram", Repository.Sample("hello-node"), "--env", "nowhere")).ExitCode);
    }

    [Fact]
    public async Task Bundle_Twice_HasTheSameBytesAndOneHashPerFile()
    {
        var (one, two) = (folder.In("one.zip"), folder.In("two.zip"));
        Assert.Equal(0, (await InProcess.RunAsync("bundle", Repository.Sample("hello-node"), "-o", one)).ExitCode);
        Assert.Equal(0, (await InProcess.RunAsync("bundle", Repository.Sample("hello-node"), "-o", two)).ExitCode);

        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        using var archive = ZipFile.OpenRead(one);
        using var reader = new StreamReader(archive.GetEntry("manifest.json")!.Open());
        var files = JsonNode.Parse(await reader.ReadToEndAsync())!["files"]!.AsArray();
        Assert.Equal(archive.Entries.Count - 1, files.Count);
        foreach (var file in files)
        {
            await using var content = archive.GetEntry(file!["path"]!.ToString())!.Open();
            Assert.Equal(file["sha256"]!.ToString(), Convert.ToHexStringLower(await SHA256.HashDataAsync(content)));
        }
    }

    [Fact]
    public async Task Bundle_IntoAFolderThatIsNotThere_LeavesNothingBehind()
    {
        var result = await InProcess.RunAsync("bundle", Repository.Sample("hello-static"), "-o", folder.In("missing", "out.zip"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC1904", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Init_ThenPlan_WorksForTheAppOfThisFolder()
    {
        var app = folder.In("My App");
        Directory.CreateDirectory(app);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Sample("hello-node"), "app")))
            File.Copy(file, Path.Combine(app, Path.GetFileName(file)));

        Assert.Equal(0, (await InProcess.RunAsync("init", app)).ExitCode);
        Assert.True(File.Exists(Path.Combine(app, "requirements.schema.json")));
        Assert.Equal(1, (await InProcess.RunAsync("init", app)).ExitCode);
        var plan = JsonNode.Parse((await InProcess.RunAsync("plan", app, "--format", "json")).Output)!;
        Assert.Equal("my-app", plan["project"]!.ToString());
        Assert.DoesNotContain("app/requirements.json", plan["bundle"]!["files"]!.AsArray().Select(file => file!.ToString()));
    }

    [Fact]
    public async Task Init_FromAnOlderFile_WritesThePresentFormat()
    {
        var older = folder.Write("old.json", """
            { "project": "shop", "region": "us-east-1", "dev": { "domain_name": "dev.shop.example.com", "hosted_zone_id": "Z0123456789ABCDEFGHIJ",
              "vpc_cidr": "10.0.0.0/16", "public_subnets": ["10.0.1.0/24", "10.0.2.0/24"], "private_subnets": ["10.0.3.0/24", "10.0.4.0/24"],
              "instance_type": "t3.micro", "min_size": 1, "max_size": 2, "desired_capacity": 1, "ami_id": "ami-123" } }
            """);

        var result = await InProcess.RunAsync("init", folder.Path, "--from", older);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("dev/ami_id", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await InProcess.RunAsync("validate", folder.Path)).ExitCode);
    }

    [Theory]
    [InlineData("run", "--nonsense")]
    [InlineData("nonsense")]
    [InlineData("plan", ".", "--format", "yaml")]
    public async Task Anything_WithWordsThatAreNotThere_ExitsWithOne(params string[] arguments) =>
        Assert.Equal(1, (await InProcess.RunAsync(arguments)).ExitCode);

    public void Dispose() => folder.Dispose();
}
