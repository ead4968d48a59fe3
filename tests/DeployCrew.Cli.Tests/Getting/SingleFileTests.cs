using DeployCrew.Cli.Tests.Commands;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Getting;

/// <summary>The single file of a release, alone in a folder, on a machine without .NET.</summary>
[Trait("Category", "real")]
public sealed class SingleFileTests
{
    private static readonly string[] Basics = ["sh", "env", "setsid"];

    [RealFact("DEPLOYCREW_TEST_SINGLE_FILE", "DEPLOYCREW_TEST_NPM")]
    public async Task Run_HelloNodeWithoutDotNet_EndsVerifiedAndTheLocalCloudGoesDown()
    {
        await using var machine = Machine([.. Basics, "node", "npm"]);

        var run = await machine.RunAsync("run", Repository.Sample("hello-node"));
        var down = await machine.RunAsync("local", "down");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("9 of 9 checks hold: Verified", run.Errors, StringComparison.Ordinal);
        Assert.Contains("The local cloud is down.", down.Output + down.Errors, StringComparison.Ordinal);
        Assert.Equal(["deploycrew"], Directory.GetFileSystemEntries(machine.In("program")).Select(Path.GetFileName));
        Assert.False(Directory.Exists(machine.In("home")), "something was unpacked to the user's home");
    }

    [RealFact("DEPLOYCREW_TEST_SINGLE_FILE")]
    public async Task Run_StaticSiteWithDotNet_ServesItByTheServerInside()
    {
        await using var machine = Machine([.. Basics, "dotnet"]);

        var run = await machine.RunAsync("run", Repository.Sample("hello-static"));

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("9 of 9 checks hold: Verified", run.Errors, StringComparison.Ordinal);
    }

    [RealFact("DEPLOYCREW_TEST_SINGLE_FILE")]
    public async Task Run_StaticSiteWithoutDotNet_SaysWhatIsMissing()
    {
        await using var machine = Machine(Basics);

        var run = await machine.RunAsync("run", Repository.Sample("hello-static"));

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("there is no 'dotnet' on PATH", run.Errors, StringComparison.Ordinal);
    }

    private static BareMachine Machine(string[] tools)
    {
        var machine = new BareMachine(tools);
        machine.Install(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_SINGLE_FILE")!);
        return machine;
    }
}
