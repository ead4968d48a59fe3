using System.Text.RegularExpressions;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Workflows;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>action.yml and workflows, by GitHub's own parser and schemas.</summary>
public sealed partial class WorkflowFileTests
{
    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    [Trait("Category", "real")]
    public async Task Files_OfThisRepository_HoldForGitHub()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml").Append(Path.Combine(Repository.Root, "action.yml"));
        Assert.Equal("", await ValidateAsync([.. files]));
    }

    [RealTheory("DEPLOYCREW_TEST_GITHUB")]
    [Trait("Category", "real")]
    [InlineData("hello-node")]
    [InlineData("hello-static")]
    [InlineData("hello-dotnet")]
    public async Task Workflow_OfASample_HoldsForGitHub(string sample)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.In("deploycrew.yml"), GitHubWorkflow.Write(Sample(sample)));
        Assert.Equal("", await ValidateAsync(folder.In("deploycrew.yml")));
    }

    [RealTheory("DEPLOYCREW_TEST_GITHUB")]
    [Trait("Category", "real")]
    [InlineData("uses: deploycrew", "use: deploycrew")]
    [InlineData("needs: dev", "needs: nobody")]
    [InlineData("needs.plan-prod.outputs", "need.plan-prod.outputs")]
    public async Task Workflow_WithAMistake_DoesNotHold(string good, string mistaken)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.In("deploycrew.yml"), GitHubWorkflow.Write(Sample("hello-node")).Replace(good, mistaken, StringComparison.Ordinal));
        Assert.NotEqual("", await ValidateAsync(folder.In("deploycrew.yml")));
    }

    [RealTheory("DEPLOYCREW_TEST_GITHUB")]
    [Trait("Category", "real")]
    [InlineData("using: composite", "using: composed")]
    [InlineData("      shell: bash\n", "")]
    [InlineData("steps.prepare.outputs.region", "step.prepare.outputs.region")]
    public async Task Action_WithAMistake_DoesNotHold(string good, string mistaken)
    {
        using var folder = new TemporaryFolder();
        var action = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "action.yml"));
        await File.WriteAllTextAsync(folder.In("action.yml"), action.Replace(good, mistaken, StringComparison.Ordinal));
        Assert.NotEqual("", await ValidateAsync(folder.In("action.yml")));
    }

    [Fact]
    public void Workflow_Inputs_AreTheActions()
    {
        var action = File.ReadAllText(Path.Combine(Repository.Root, "action.yml"));
        var known = Inputs().Matches(action[..action.IndexOf("\noutputs:", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).ToHashSet();
        var workflow = GitHubWorkflow.Write(Sample("hello-node"));
        var given = Regex.Matches(workflow, "^          ([a-z-]+):", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Where(name => name != "persist-credentials");
        Assert.Subset(known, given.ToHashSet());
        Assert.Contains("approved-plan: ${{ needs.plan-prod.outputs.plan-hash }}", workflow, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_ActionsOfOthers_AreNamedByCommit()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml").Append(Path.Combine(Repository.Root, "action.yml"))
            .Select(File.ReadAllText).Append(GitHubWorkflow.Write(Sample("hello-node")));
        var used = files.SelectMany(text => Regex.Matches(text, @"uses: (\S+)(.*)").Select(match => match)).Where(match => !match.Groups[1].Value.StartsWith("deploycrew/", StringComparison.Ordinal) && !match.Groups[1].Value.StartsWith("./", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(used);
        Assert.All(used, match => Assert.Matches(@"^uses: [a-z-]+/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", match.Value.TrimEnd('\r')));
        Assert.All(used.GroupBy(match => match.Groups[1].Value.Split('@')[0]), action => Assert.Single(action.Select(match => match.Groups[1].Value).Distinct()));
    }

    [Fact]
    public void Workflow_OfTheDocumentation_IsWhatBundlesHave()
    {
        var file = Path.Combine(Repository.Root, "docs", "workflows", "deploycrew.yml");
        var text = GitHubWorkflow.Write(Sample("hello-node"));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    private static RequirementsDocument Sample(string name) => RequirementsReader.Load(Path.Combine(Repository.Sample(name), "requirements.json")).Document;

    private static async Task<string> ValidateAsync(params string[] files)
    {
        var scripts = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_GITHUB")!;
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand("node", ["--import", Path.Combine(scripts, "json-imports.mjs"), Path.Combine(scripts, "validate.mjs"), .. files]), CancellationToken.None);
        return result.ExitCode == 0 ? "" : string.Join('\n', result.Output.Concat(result.Errors));
    }

    [GeneratedRegex("^  ([a-z-]+):", RegexOptions.Multiline)]
    private static partial Regex Inputs();
}
