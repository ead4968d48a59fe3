using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class DiagnoseCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private Home Home => new(folder.Path);

    [Fact]
    public async Task Diagnose_FailedRollout_NamesCauseEvidenceRemedyAndReference()
    {
        var run = Run("DC5002", "The new version of 'web' was rolled back: 2 tasks failed", "OutOfMemoryError: Container killed due to memory usage");

        var result = await InProcess.RunAsync(Home, "diagnose");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Contains("The container used more memory than the task has, and was killed. certain", result.Errors, StringComparison.Ordinal);
        Assert.Contains("journal.jsonl:3 OutOfMemoryError: Container killed due to memory usage", result.Errors, StringComparison.Ordinal);
        Assert.Contains("→ raise memory: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("https://docs.aws.amazon.com/AmazonECS/", result.Errors, StringComparison.Ordinal);
        Assert.Contains("less likely:", result.Errors, StringComparison.Ordinal);
        Assert.Contains(run.RunId, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnose_LogWithEscapesAndMarkup_ShowsThemAsText()
    {
        var run = Run("DC3310", "The Dockerfile does not build");
        run.AppendLog("rollout", "\u001b[2J\u001b]0;mine\u0007[red]Error: Cannot find module '[/]evil'\u202e");

        var result = await InProcess.RunAsync(Home, "diagnose");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[red]Error: Cannot find module '[/]evil'", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Errors, letter => letter is '\u001b' or '\u0007' or '\u202e');
    }

    [Fact]
    public async Task Diagnose_FormatJson_IsTheSameAsData()
    {
        Run("DC5003", "The first version of 'web' did not come up", "< HTTP/1.1 404 Not Found");

        var result = await InProcess.RunAsync(Home, "diagnose", "--format", "json");

        var best = JsonNode.Parse(result.Output)!["candidates"]![0]!;
        Assert.Equal(("probe-404", "certain", "fixHealthPath"), (best["id"]!.ToString(), best["confidence"]!.ToString(), best["remedy"]!.ToString()));
    }

    [Fact]
    public async Task Diagnose_FailureOfNoRule_SaysSoAndFails()
    {
        Run("DC9999", "Something that nobody has seen");

        var result = await InProcess.RunAsync(Home, "diagnose");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("No rule knows this failure", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnose_RunThatIsNotThere_IsAnInputError() => Assert.Equal(1, (await InProcess.RunAsync(Home, "diagnose", "nothing")).ExitCode);

    [Fact]
    public async Task Diagnose_AnyRun_ChangesNothingOfIt()
    {
        var run = Run("DC5002", "rolled back", "exec format error");
        var before = Contents(run);

        await InProcess.RunAsync(Home, "diagnose");

        Assert.Equal(before, Contents(run));
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string> Contents(RunFolder run) =>
        [.. Directory.GetFiles(run.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => file + File.ReadAllText(file))];

    private RunFolder Run(string code, string message, params string[] details)
    {
        var run = new RunFolder(Path.Combine(Home.Runs, "20260101-000000-hello-dev-0001"));
        Directory.CreateDirectory(run.Path);
        using var journal = Journal.Open(run.JournalFile, TimeProvider.System);
        journal.Append(JournalKinds.RunStarted, null, null, new RunRequest("requirements.json", null, "hello", "dev", "local"));
        journal.Append(JournalKinds.StageStarted, "rollout", null, null);
        journal.Append(JournalKinds.StageEnded, "rollout", null, new StageResult("rollout", StageStatus.Failed, 1, null, new ErrorReport(code, message, "Look.", details)));
        return run;
    }
}
