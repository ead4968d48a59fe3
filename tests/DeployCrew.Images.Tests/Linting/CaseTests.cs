using System.Runtime.CompilerServices;
using System.Text;
using DeployCrew.Core.Diffs;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Images.Linting;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Linting;

/// <summary>Dockerfiles as people write them, and what is to be found in each, with the fixes as a diff.</summary>
/// <remarks>After a change that can be explained: <c>UPDATE_GOLDEN=1</c>, and read the difference.</remarks>
public sealed class CaseTests
{
    private const string Expected = "expected.txt";

    public static TheoryData<string> Cases => [.. Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lint_Case_FindsWhatIsExpected(string name)
    {
        var (text, context) = Open(name);
        var report = DockerfileLinter.Lint("Dockerfile", text, context);
        var said = new StringBuilder();
        foreach (var finding in report.Findings)
            said.Append(finding).Append(finding.Fix is null ? "" : $" [fix: {finding.Fix}]").Append('\n');
        said.Append('\n').Append(Diff(text, context));

        var golden = Path.Combine(Folder(), name, Expected);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(golden, said.ToString());
        Assert.Equal(File.ReadAllText(golden), said.ToString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fix_EveryFinding_IsGoneAndNothingIsNew(string name)
    {
        var (text, context) = Open(name);
        var fixes = DockerfileLinter.Fix(text, context);
        var fixedContext = context with { DockerIgnore = fixes.DockerIgnore };
        var before = DockerfileLinter.Lint("Dockerfile", text, context).Findings;
        var after = DockerfileLinter.Lint("Dockerfile", fixes.Dockerfile, fixedContext).Findings;

        Assert.DoesNotContain(after, finding => finding.Fix is not null);
        Assert.All(after.CountBy(finding => finding.RuleId), rule => Assert.InRange(rule.Value, 0, before.Count(finding => finding.RuleId == rule.Key)));
        Assert.Empty(DockerfileLinter.Fix(fixes.Dockerfile, fixedContext).Applied);
        Assert.Equal(before.Any(finding => finding.Fix is not null), fixes.Applied.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Diff_EveryCase_IsAppliedByGitAndPatch(string name)
    {
        var (text, context) = Open(name);
        var fixes = DockerfileLinter.Fix(text, context);
        var diff = Diff(text, context);
        string[][] programs = [["git", "apply", "--whitespace=nowarn", "-"], ["patch", "-p1", "--binary"]];
        foreach (var program in programs.Where(_ => diff.Length > 0))
        {
            using var folder = new TemporaryFolder();
            await File.WriteAllTextAsync(folder.In("Dockerfile"), text);
            if (context.DockerIgnore is not null)
                await File.WriteAllTextAsync(folder.In(".dockerignore"), context.DockerIgnore);
            var result = await new SystemProcessRunner().RunAsync(
                new ProcessCommand(program[0], program[1..]) { WorkingDirectory = folder.Path, StandardInput = diff }, CancellationToken.None);

            Assert.Equal((0, ""), (result.ExitCode, string.Join('\n', result.Errors)));
            Assert.Equal(fixes.Dockerfile, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(folder.In("Dockerfile"))));
            Assert.Equal(fixes.DockerIgnore, File.Exists(folder.In(".dockerignore")) ? await File.ReadAllTextAsync(folder.In(".dockerignore")) : null);
        }
    }

    [Fact]
    public void Cases_Together_AreManyAndShowManyRules()
    {
        var rules = Names().SelectMany(name => { var (text, context) = Open(name); return DockerfileLinter.Lint("Dockerfile", text, context).Findings; })
            .Select(finding => finding.RuleId).Distinct().Count();

        Assert.InRange(Names().Count(), 15, int.MaxValue);
        Assert.InRange(rules, 30, int.MaxValue);
    }

    private static string Diff(string text, LintContext context)
    {
        var fixes = DockerfileLinter.Fix(text, context);
        return UnifiedDiff.Write("Dockerfile", text, fixes.Dockerfile)
            + (fixes.DockerIgnore is { } ignore ? UnifiedDiff.Write(".dockerignore", context.DockerIgnore, ignore) : "");
    }

    // Read as bytes: a byte order mark is part of the text.
    private static (string Text, LintContext Context) Open(string name) =>
        (Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(Folder(), name, "Dockerfile"))), LintContext.OfFolder(Path.Combine(Folder(), name)));

    private static IEnumerable<string> Names() => Directory.GetDirectories(Folder()).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cases");
}
