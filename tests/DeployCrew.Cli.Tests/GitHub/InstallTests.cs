using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>The action's first step: how the program gets to the runner.</summary>
public sealed class InstallTests : IAsyncLifetime
{
    private static readonly byte[] Program = Encoding.ASCII.GetBytes("#!/bin/sh\necho released\n");
    private readonly TemporaryFolder folder = new();
    private GitHubStandIn gitHub = null!;

    public async Task InitializeAsync()
    {
        gitHub = await GitHubStandIn.StartAsync();
        foreach (var name in new[] { "temp", "tools" })
            Directory.CreateDirectory(folder.In(name));
        await File.WriteAllTextAsync(folder.In("path"), "");
    }

    public async Task DisposeAsync()
    {
        await gitHub.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Install_Release_IsFetchedOnceWithItsChecksum()
    {
        Release("9.8.7", Program, Program);

        var first = await InstallAsync(("VERSION", "9.8.7"));
        gitHub.Downloads.Clear();
        var second = await InstallAsync(("VERSION", "v9.8.7"));

        Assert.True(first.ExitCode == 0, Said(first));
        Assert.Contains("released", first.Output);
        Assert.True(second.ExitCode == 0, Said(second));
        var added = (await File.ReadAllTextAsync(folder.In("path"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(added[0], added[1]);
        Assert.True(File.Exists(Path.Combine(added[0], "deploycrew")));
        Assert.Empty(Directory.GetFileSystemEntries(folder.In("temp")));
    }

    [Fact]
    public async Task Install_OtherChecksum_IsRefusedAndNothingIsLeft()
    {
        Release("9.8.7", Program, Encoding.ASCII.GetBytes("#!/bin/sh\necho another\n"));

        var result = await InstallAsync(("VERSION", "9.8.7"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("SHA256SUMS", Said(result), StringComparison.Ordinal);
        Assert.Equal("", await File.ReadAllTextAsync(folder.In("path")));
        Assert.Empty(Directory.GetFiles(folder.Path, "deploycrew*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("9.8.7")]
    [InlineData("")]
    public async Task Install_NoSuchRelease_SaysSo(string version)
    {
        var result = await InstallAsync(("VERSION", version));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("could not be fetched", Said(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VERSION", "latest; exit 0")]
    [InlineData("PROGRAM", "/nonexistent/deploycrew")]
    [InlineData("RUNNER_ARCH", "RISCV")]
    public async Task Install_NotPossible_SaysWhatIs(string name, string value)
    {
        var result = await InstallAsync((name, value));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("::error title=DeployCrew::", Said(result), StringComparison.Ordinal);
    }

    private void Release(string version, byte[] content, byte[] listed)
    {
        var folder = $"/acme/deploycrew/releases/download/v{version}";
        gitHub.Downloads[$"{folder}/deploycrew-linux-x64"] = content;
        gitHub.Downloads[$"{folder}/SHA256SUMS"] = Encoding.ASCII.GetBytes(
            $"{new string('0', 64)}  deploycrew-osx-arm64\n{Convert.ToHexStringLower(SHA256.HashData(listed))}  deploycrew-linux-x64\n");
    }

    private Task<ProcessResult> InstallAsync(params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string?>
        {
            ["GITHUB_ACTION_PATH"] = Repository.Root,
            ["REPOSITORY"] = "acme/deploycrew",
            ["RUNNER_OS"] = "Linux",
            ["RUNNER_ARCH"] = "X64",
            ["RUNNER_TEMP"] = folder.In("temp"),
            ["RUNNER_TOOL_CACHE"] = folder.In("tools"),
            ["GITHUB_PATH"] = folder.In("path"),
            ["GITHUB_SERVER_URL"] = $"{gitHub.Address}".TrimEnd('/'),
            ["PROGRAM"] = "",
        };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return new SystemProcessRunner().RunAsync(
            new ProcessCommand("bash", [Path.Combine(Repository.Root, ".github", "action", "install")]) { Environment = environment }, CancellationToken.None);
    }

    private static string Said(ProcessResult result) => string.Join('\n', result.Output.Concat(result.Errors));
}
