using DeployCrew.Images.Linting;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Linting;

public sealed class RuleTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, RuleCases.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lint_CaseOfARule_FiresOrNot(int index)
    {
        var (rule, fires, text) = RuleCases.All[index];
        var report = DockerfileLinter.Lint("Dockerfile", text.Replace('|', '\n').Replace(" \n ", " | ", StringComparison.Ordinal).Replace(" \n\n ", " || ", StringComparison.Ordinal));

        Assert.Equal((rule, text, fires), (rule, text, report.Findings.Any(finding => finding.RuleId == rule)));
    }

    [Fact]
    public void Rules_All_HaveBothCasesAndUniqueIds()
    {
        var withContext = new[] { "DCL07", "DCL13", "DCL15" };
        var cases = RuleCases.All.GroupBy(one => one.Rule).ToDictionary(group => group.Key, group => group.Select(one => one.Fires).Distinct().Count());

        Assert.Equal(LintRules.All.Count, LintRules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.Equal([], LintRules.All.Select(rule => rule.Id).Except(withContext).Where(id => cases.GetValueOrDefault(id) != 2));
        Assert.All(LintRules.All, rule => Assert.DoesNotContain("", new[] { rule.Title, rule.Why, rule.Remedy }));
    }

    [Theory]
    [InlineData("# hadolint ignore=DL3007")]
    [InlineData("# deploycrew ignore=DCL03, DL3007")]
    [InlineData("# hadolint global ignore=DL3007\n\n# something else")]
    public void Lint_InlineIgnore_LeavesTheFindingOut(string comment)
    {
        Assert.DoesNotContain("DL3007", Ids($"{comment}\nFROM node:latest\n"));
        Assert.Contains("DL3007", Ids($"{comment.Replace("DL3007", "DL3006", StringComparison.Ordinal)}\nFROM node:latest\n"));
    }

    [Theory]
    [InlineData("ignored:\n  - DL3007 # moving on purpose\n  - DL3008\n")]
    [InlineData("failure-threshold: warning\nignored: [DL3006, \"DL3007\"]\ntrustedRegistries:\n  - docker.io\n")]
    public void Lint_HadolintFile_LeavesTheFindingOut(string yaml)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In(".hadolint.yaml"), yaml);

        Assert.DoesNotContain("DL3007", Ids("FROM node:latest\n", LintContext.OfFolder(folder.Path)));
    }

    [Fact]
    public void Lint_CopiesAllWithoutDockerignore_IsDCL07()
    {
        using var folder = new TemporaryFolder();
        const string Text = "FROM a:1\nWORKDIR /app\nCOPY . .\n";

        Assert.Contains("DCL07", Ids(Text, LintContext.OfFolder(folder.Path)));
        Assert.DoesNotContain("DCL07", Ids("FROM a:1\nCOPY a /a\n", LintContext.OfFolder(folder.Path)));

        Directory.CreateDirectory(folder.In("node_modules"));
        File.WriteAllText(folder.In(".dockerignore"), "*.md\n");
        Assert.Contains("DCL07", Ids(Text, LintContext.OfFolder(folder.Path)));

        File.WriteAllText(folder.In(".dockerignore"), "**/node_modules\n");
        Assert.DoesNotContain("DCL07", Ids(Text, LintContext.OfFolder(folder.Path)));
    }

    [Fact]
    public void Lint_SecretInTheContext_IsDCL15UntilItIsIgnored()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("id_rsa"), "x");
        const string Text = "FROM a:1\nCOPY a /a\n";

        Assert.Contains("DCL15", Ids(Text, LintContext.OfFolder(folder.Path)));
        File.WriteAllText(folder.In(".dockerignore"), "id_*\n");
        Assert.DoesNotContain("DCL15", Ids(Text, LintContext.OfFolder(folder.Path)));
    }

    [Fact]
    public void Lint_NpmInstallBesideALockFile_IsDCL13()
    {
        using var folder = new TemporaryFolder();
        const string Text = "FROM a:1\nWORKDIR /app\nCOPY package*.json ./\nRUN npm install --omit=dev\n";

        Assert.DoesNotContain("DCL13", Ids(Text, LintContext.OfFolder(folder.Path)));
        File.WriteAllText(folder.In("package-lock.json"), "{}");
        Assert.Contains("DCL13", Ids(Text, LintContext.OfFolder(folder.Path)));
    }

    [Fact]
    public void Lint_OtherPortThanTheRequirements_IsAWarning()
    {
        var finding = Assert.Single(DockerfileLinter.Lint("Dockerfile", "FROM a:1\nEXPOSE 80\n", new LintContext { Port = 3000 }).Findings, one => one.RuleId == "DCL10");

        Assert.Equal((LintSeverity.Warning, 2, "EXPOSE names 80, the requirements 3000."), (finding.Severity, finding.Line, finding.Message));
    }

    [Fact]
    public void Lint_Secret_IsNotInTheMessage()
    {
        var report = DockerfileLinter.Lint("Dockerfile", "FROM a:1\nENV API_KEY=s3cr3tvalue\nARG DB_PASSWORD=s3cr3tvalue\nRUN curl -u https://me:s3cr3tvalue@x.test\n");

        Assert.Equal(3, report.Findings.Count(one => one.RuleId == "DCL08"));
        Assert.DoesNotContain("s3cr3tvalue", report.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3tvalue", LintSarif.Write([report]), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(string text, LintContext? context = null) =>
        DockerfileLinter.Lint("Dockerfile", text, context).Findings.Select(finding => finding.RuleId);
}
