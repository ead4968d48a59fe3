using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("roll", "rollout rollback")]
    [InlineData("local fault add s", "skew slow")]
    [InlineData("rollout st", "status")]
    [InlineData("run --wait-until ", "deployed stable")]
    [InlineData("run --wait-until = ", "deployed stable")]
    [InlineData("run --wait-until=s", "--wait-until=stable")]
    [InlineData("lint --fail-on w", "warning")]
    [InlineData("build --platform linux/amd64 --pl", "--platform")]
    [InlineData("run --target local --targ", "")]
    [InlineData("run -- --targ", "")]
    [InlineData("no-such-command --no-such-option ", "")]
    public async Task Words_UnfinishedLine_AreWhatFits(string line, string expected) => Assert.Equal(expected, string.Join(' ', await WordsAsync(null, line.Split(' '))));

    [Fact]
    public async Task Words_NamesOfTheRequirements_ComeFromTheFileThatIsNamed()
    {
        var sample = Repository.Sample("hello-node");

        Assert.Equal(["dev", "prod"], await WordsAsync(null, "plan", sample, "--env", ""));
        Assert.Equal(["web"], await WordsAsync(null, "rollback", Path.Combine(sample, "requirements.json"), "--service", ""));
    }

    [Fact]
    public async Task Words_RequirementsThatAreBroken_AreNoError()
    {
        using var folder = new TemporaryFolder();
        folder.Write("requirements.json", "{ \"environments\": ");

        Assert.Empty(await WordsAsync(null, "plan", folder.Path, "--env", ""));
    }

    [Fact]
    public async Task Words_RunsAndPlans_AreThoseOfTheHome()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("runs", "20261120-1"));
        Directory.CreateDirectory(folder.In("runs", "20261121-2"));
        folder.Write($"plans/{new string('a', 64)}.json", "{}");
        var home = new Home(folder.Path);

        Assert.Equal(["20261121-2", "20261120-1"], await WordsAsync(home, "logs", ""));
        Assert.Equal(["aaaaaaaaaaaa"], await WordsAsync(home, "apply", ""));
    }

    [Fact]
    public async Task Words_Commands_AreEveryOneThatIsNotHidden()
    {
        var words = await WordsAsync(null, "");

        Assert.Contains("completion", words);
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.DoesNotContain("words", await WordsAsync(null, "completion", ""));
    }

    [Theory]
    [InlineData("bash", "complete -o bashdefault -o default -F _deploycrew deploycrew")]
    [InlineData("zsh", "#compdef deploycrew")]
    [InlineData("fish", "complete -c deploycrew -f -a '(__deploycrew_complete)'")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName deploycrew")]
    public async Task Completion_OfAShell_PrintsItsScript(string shell, string line)
    {
        var result = await InProcess.RunAsync("completion", shell);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(line, result.Output, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> WordsAsync(Home? home, params string[] words)
    {
        string[] arguments = ["completion", "words", "--", .. words];
        var result = home is null ? await InProcess.RunAsync(arguments) : await InProcess.RunAsync(home, arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0])];
    }
}
