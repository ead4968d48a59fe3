using System.CommandLine;
using System.CommandLine.Parsing;
using DeployCrew.Cli.Help;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Tests.Commands;

/// <summary>Every help text. <c>UPDATE_GOLDEN=1</c> writes Golden/help.txt anew; read the difference.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly ServiceProvider services = Services();

    private RootCommand Root => CommandLine.Root(services, new Terminal(TextWriter.Null, TextWriter.Null, isPlain: true));

    [Fact]
    public async Task Help_OfEveryCommand_IsAsItIsCheckedIn()
    {
        var all = new StringWriter();
        foreach (var command in All(Root))
        {
            var words = Words(command);
            var result = await InProcess.RunAsync([.. words, "--help"]);
            Assert.Equal((0, ""), (result.ExitCode, result.Errors));
            all.Write($"$ deploycrew {string.Join(' ', words.Append("--help"))}\n{result.Output}\n");
        }

        var golden = Path.Combine(Repository.Root, "tests", "DeployCrew.Cli.Tests", "Commands", "Golden", "help.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(golden, all.ToString());
        Assert.Equal(await File.ReadAllTextAsync(golden), all.ToString());
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void Help_OfEveryCommand_StaysWithinTheTerminal(int width)
    {
        foreach (var command in All(Root))
        {
            var text = new StringWriter();
            new CommandHelp(new HelpWriter(text, width)).Write(command);
            var examples = (HelpGroup.PageOf(string.Join(' ', Words(command)))?.Examples ?? []).Select(example => "  " + example.Term).ToHashSet();
            Assert.All(
                text.ToString().Split('\n').Where(line => !examples.Contains(line) && line.TrimStart().Contains(' ', StringComparison.Ordinal)),
                line => Assert.True(line.Length <= width, line));
        }
    }

    [Fact]
    public void Pages_OfTheGroups_AreThoseOfTheCommands() => Assert.Equal(
        All(Root).Where(command => command is not RootCommand).Select(command => string.Join(' ', Words(command))).Order(StringComparer.Ordinal),
        HelpGroup.All.SelectMany(group => group.Pages).Select(page => page.Command).Order(StringComparer.Ordinal));

    [Fact]
    public void Examples_OfEveryPage_ParseAndAreOfItsCommand()
    {
        foreach (var page in HelpGroup.All.SelectMany(group => group.Pages))
        {
            Assert.NotEmpty(page.Examples);
            foreach (var example in page.Examples)
            {
                var words = CommandLineParser.SplitCommandLine(example.Term).ToArray();
                Assert.Equal("deploycrew", words[0]);
                var parsed = Root.Parse(words[1..]);
                Assert.True(parsed.Errors.Count == 0, $"{example.Term}: {string.Join(' ', parsed.Errors)}");
                var command = string.Join(' ', Words(parsed.CommandResult.Command));
                Assert.True(command == page.Command || command.StartsWith(page.Command + " ", StringComparison.Ordinal), $"'{example.Term}' is on the page of '{page.Command}'");
            }
        }
    }

    [Fact]
    public async Task Mistake_InAnOption_SaysWhatAndWhereTheHelpIs()
    {
        var result = await InProcess.RunAsync("local", "fault", "add", "slow", "--percnt", "5");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--percnt", result.Errors, StringComparison.Ordinal);
        Assert.Contains("deploycrew local fault add --help", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Examples", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Look after it")]
    [InlineData("local", "time-scale")]
    public async Task Mistake_NoCommand_ShowsWhichThereAre(string words, string expected)
    {
        var result = await InProcess.RunAsync(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => services.Dispose();

    private static ServiceProvider Services() => new ServiceCollection().AddDeployCrew(new DeployCrewOptions(["deploycrew"])).BuildServiceProvider();

    private static IEnumerable<Command> All(Command command) => command.Hidden ? [] : command.Subcommands.SelectMany(All).Prepend(command);

    private static string[] Words(Command command) => command is RootCommand ? [] : [.. command.Parents.OfType<Command>().SelectMany(Words), command.Name];
}
