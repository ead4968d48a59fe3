using DeployCrew.Core.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>What <c>--read-only</c> and <c>--approval</c> keep a run from.</summary>
[Trait("Category", "long")]
public sealed class PermissionRunTests(CliHome home) : IClassFixture<CliHome>
{
    [Fact]
    public async Task Run_OrchestratorThatThisBuildDoesNotHave_IsRefused() =>
        await RefusedAsync("DC2017", "run", home.CopySample("hello-static", "kernel"), "--orchestrator", "semantic-kernel");

    [Fact]
    public async Task Run_ReadOnly_IsNoSuccessAndChangesNothing()
    {
        var project = home.CopySample("hello-static", "looked-at");
        Assert.Equal(0, (await home.RunAsync("run", home.CopySample("hello-static", "lives"))).ExitCode);
        var before = World.Of(home);

        var report = await home.JsonAsync(6, "run", project, "--read-only");

        Assert.Equal("withheld", report["verdict"]!.ToString());
        Assert.Equal("DC2008", report["error"]!["code"]!.ToString());
        Assert.Contains("stack.provision", report["error"]!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.True(Directory.Exists(report["bundle"]!.ToString())); // what it would have applied is there to be read
        Assert.Equal(before, World.Of(home));
        Assert.Equal(6, (await home.RunAsync("resume", report["runId"]!.ToString())).ExitCode);
        Assert.Equal(before, World.Of(home));
    }

    [Fact]
    public async Task Run_ReadOnlyWhereApprovalIsRequired_NeedsNone()
    {
        var project = home.CopySample("hello-static", "looked-at-prod");
        CliHome.Edit(project, requirements => requirements["environments"]!["dev"]!["approval"] = "required");

        await home.JsonAsync(6, "run", project, "--read-only");
    }

    [Fact]
    public async Task Run_AutoWhereApprovalIsRequired_IsRefusedBeforeItBegins()
    {
        var project = home.CopySample("hello-static", "auto");
        CliHome.Edit(project, requirements => requirements["environments"]!["dev"]!["approval"] = "required");

        await RefusedAsync("DC2010", "run", project, "--approval", "auto");
    }

    [Fact]
    public async Task Run_PlanBoundWithoutAPlan_IsRefusedBeforeItBegins() =>
        await RefusedAsync("DC2011", "run", home.CopySample("hello-static", "plan-bound"), "--approval", "plan-bound");

    [Fact]
    public async Task Run_AskWithoutATerminal_IsRefusedBeforeItBegins() =>
        await RefusedAsync("DC2012", "run", home.CopySample("hello-static", "nobody"), "--approval", "ask");

    [Fact]
    public async Task Apply_PlanBound_Goes()
    {
        var plan = await home.JsonAsync(0, "plan", home.CopySample("hello-static", "bound"), "--env", "dev");

        var report = await home.JsonAsync(0, "apply", plan["record"]!["hash"]!.ToString(), "--approval", "plan-bound");

        Assert.Equal("verified", report["verdict"]!.ToString());
        var replayed = await home.JsonAsync(0, "replay", report["runId"]!.ToString());
        Assert.Equal("planBound", replayed["conversations"]![0]!["start"]!["mode"]!["approval"]!.ToString());
    }

    [Fact]
    public async Task Run_AskedAndRefused_EndsThereAndCanBeResumed()
    {
        var project = home.CopySample("hello-static", "asked");
        Assert.Equal(0, (await home.RunAsync("local", "up")).ExitCode);

        var (exit, errors) = await AtATerminalAsync("y\nyes\nno\n", "run", project, "--approval", "ask");

        Assert.True(exit == 6, errors);
        Assert.Contains("infrastructure wants to call stack.provision in 'dev'", errors, StringComparison.Ordinal);
        Assert.True(errors.Contains("build wants to call image.push in 'dev'", StringComparison.Ordinal), errors);
        Assert.Contains("DC2009", errors, StringComparison.Ordinal);
        var journal = home.Journals().Single(one => one.Contains("-asked-dev-", StringComparison.Ordinal));
        Assert.Equal(0, CliHome.Count(journal, "stage.started", "push"));
        var run = Path.GetFileName(Path.GetDirectoryName(journal))!;
        await RefusedAsync("DC2012", "resume", run);

        (exit, errors) = await AtATerminalAsync("n\n", "resume", run);

        Assert.True(exit == 6, errors);
        Assert.Equal(1, CliHome.Count(journal, "stage.started", "provision")); // what was done stays done
        Assert.Equal(1, CliHome.Count(journal, "agent.conversation.started"));
        Assert.Equal(0, (await home.RunAsync("replay", run)).ExitCode);
    }

    // In this process, because a person's terminal is no pipe.
    private async Task<(int Exit, string Errors)> AtATerminalAsync(string typed, params string[] arguments)
    {
        var errors = new StringWriter();
        var terminal = new Terminal(new StringWriter(), errors, isPlain: true, input: new StringReader(typed));
        var exit = await CommandLine.RunAsync(arguments, terminal, services => services.AddSingleton(new Home(Path.Combine(home.Path, "home"))));
        return (exit, errors.ToString());
    }

    private async Task RefusedAsync(string code, params string[] arguments)
    {
        var runs = home.Journals().Sum(journal => new FileInfo(journal).Length);

        var refused = await home.RunAsync(arguments);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(code, refused.Errors, StringComparison.Ordinal);
        Assert.Equal(runs, home.Journals().Sum(journal => new FileInfo(journal).Length));
    }
}
