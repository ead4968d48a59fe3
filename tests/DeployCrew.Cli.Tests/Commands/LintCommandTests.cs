using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class LintCommandTests : IDisposable
{
    private const string Dockerfile = """
        FROM node:22-bookworm-slim
        ENV NODE_ENV=production
        WORKDIR /app
        ADD server.js ./
        EXPOSE 3000
        CMD node server.js

        """;

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    public async Task Lint_Folder_SaysWhatIsExpected(string format)
    {
        folder.Write("Dockerfile", Dockerfile);

        var result = await InProcess.RunAsync("lint", folder.Path, "--diff", "--format", format);

        Assert.Equal(2, result.ExitCode);
        var said = result.Output.Replace(folder.Path, "APP", StringComparison.Ordinal);
        var golden = Golden($"lint.{format}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            await File.WriteAllTextAsync(golden, said);
        }

        Assert.Equal(await File.ReadAllTextAsync(golden), said);
    }

    [Fact]
    public async Task Lint_TextWithDiff_IsTakenByGitAsItIs()
    {
        folder.Write("Dockerfile", Dockerfile);
        var result = await InProcess.RunAsync("lint", folder.Path, "--diff");

        var applied = await new SystemProcessRunner().RunAsync(
            new ProcessCommand("git", ["apply", "-"]) { WorkingDirectory = folder.Path, StandardInput = result.Output }, CancellationToken.None);

        Assert.Equal((0, ""), (applied.ExitCode, string.Join('\n', applied.Errors)));
        Assert.Equal(0, (await InProcess.RunAsync("lint", folder.Path, "--fail-on", "warning")).ExitCode);
    }

    [Fact]
    public async Task Lint_Fix_WritesTheFilesOnce()
    {
        folder.Write("Dockerfile", Dockerfile.Replace("server.js ./", ". .", StringComparison.Ordinal));

        var result = await InProcess.RunAsync("lint", folder.In("Dockerfile"), "--fix", "--fail-on", "warning");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("DL3020: ADD → COPY", result.Errors, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(folder.In("Dockerfile"));
        Assert.EndsWith("COPY . .\nEXPOSE 3000\nUSER 1000:1000\nCMD [\"node\", \"server.js\"]\n", text, StringComparison.Ordinal);
        Assert.Contains("node_modules", await File.ReadAllTextAsync(folder.In(".dockerignore")), StringComparison.Ordinal);

        await InProcess.RunAsync("lint", folder.Path, "--fix");
        Assert.Equal(text, await File.ReadAllTextAsync(folder.In("Dockerfile")));
    }

    [Fact]
    public async Task Lint_Requirements_EveryServiceWithItsPort()
    {
        folder.Write("requirements.json", """
            {
              "version": 1, "project": "shop", "region": "eu-central-1", "app": "app",
              "services": { "web": { "source": "web", "port": 8081, "routes": ["/"] }, "api": { "source": "api", "routes": ["/api"] } },
              "environments": { "dev": { "domain": "dev.shop.example.com" } }
            }
            """);
        folder.Write("app/web/Dockerfile", Dockerfile);
        folder.Write("app/api/server.js", "require('http').createServer().listen(process.env.PORT)");
        folder.Write("app/api/package.json", """{ "scripts": { "start": "node server.js" } }""");

        var all = await InProcess.RunAsync("lint", folder.Path);
        var one = await InProcess.RunAsync("lint", folder.In("requirements.json"), "--service", "api", "--fail-on", "warning", "--format", "json");
        var none = await InProcess.RunAsync("lint", folder.Path, "--service", "worker");

        Assert.Contains("DCL10: EXPOSE names 3000, the requirements 8081.", all.Output, StringComparison.Ordinal);
        Assert.Equal(0, one.ExitCode);
        var report = Assert.Single(JsonNode.Parse(one.Output)!["reports"]!.AsArray());
        Assert.EndsWith("api/Dockerfile (generated)", report!["file"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("DC1096", none.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("nowhere.json")]
    public async Task Lint_NothingThere_IsTheUsersError(string path) =>
        Assert.Equal(1, (await InProcess.RunAsync("lint", folder.In(path))).ExitCode);

    [Fact]
    public async Task Lint_SecretInTheContext_IsAnErrorWithoutItsValue()
    {
        folder.Write("Dockerfile", "FROM scratch\nCOPY app /app\nUSER 1\nEXPOSE 80\nCMD [\"/app\"]\n");
        folder.Write(".netrc", "machine x.test login me password Tr0ub4dor\n");

        var result = await InProcess.RunAsync("lint", folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DCL15: .netrc:1: a password or token.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Tr0ub4dor", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("bundle")]
    public async Task PlanAndBundle_SecretInTheContext_AreRefused(string command)
    {
        folder.Write("requirements.json", await File.ReadAllTextAsync(Path.Combine(Repository.Sample("hello-node"), "requirements.json")));
        folder.Write("app/Dockerfile", "FROM scratch\nCOPY app /app\n");
        folder.Write("app/.netrc", "machine x.test login me password Tr0ub4dor\n");

        var result = await InProcess.RunAsync(command, folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC3140", result.Errors, StringComparison.Ordinal);
        Assert.Contains(".netrc:1: a password or token", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Tr0ub4dor", result.Output + result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static string Golden(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden", name);
}
