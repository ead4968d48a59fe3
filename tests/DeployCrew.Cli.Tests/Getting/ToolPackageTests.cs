using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Getting;

/// <summary>The package, installed as a user installs it, from its folder and nothing else.</summary>
[Trait("Category", "real")]
public sealed class ToolPackageTests
{
    [RealFact("DEPLOYCREW_TEST_PACKAGES")]
    public async Task Install_FromThePackage_RunsAStaticSiteToVerified()
    {
        await using var machine = new BareMachine("sh", "env", "setsid", "dotnet");
        var packages = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_PACKAGES")!;
        var installed = await new SystemProcessRunner().RunAsync(
            new ProcessCommand("dotnet", ["tool", "install", "DeployCrew", "--tool-path", machine.In("tools"), "--source", packages])
            {
                WorkingDirectory = packages,
                // Else a package of the same version is taken from an earlier test's cache.
                Environment = new Dictionary<string, string?> { ["NUGET_PACKAGES"] = machine.In("nuget"), ["DOTNET_STARTUP_HOOKS"] = null },
            }, default);
        Assert.True(installed.ExitCode == 0, string.Join('\n', installed.Errors.Concat(installed.Output)));
        machine.Use(machine.In("tools", "deploycrew"));

        var version = await machine.RunAsync("--version");
        var run = await machine.RunAsync("run", Repository.Sample("hello-static"));

        Assert.StartsWith(Core.Tool.Version, version.Output, StringComparison.Ordinal);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("9 of 9 checks hold: Verified", run.Errors, StringComparison.Ordinal);
    }
}
