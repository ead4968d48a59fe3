using System.Text.Json.Nodes;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Infra.Tests.Policy;

public class PolicyCheckTests
{
    /// <summary>What our own blueprints are found for; everything else finds nothing in them.</summary>
    private static readonly string[] Ours = ["DCP008", "DCP018", "DCP019", "DCP020", "DCP036", "DCP038", "DCP054", "DCP059", "DCP060", "DCP068", "DCP076",
        "DCP077", "DCP082", "DCP083", "DCP087", "DCP090"];

    private static readonly DateOnly Today = new(2026, 11, 21);

    public static TheoryData<string> RuleIds =>
        [.. PolicyRules.All.Select(rule => rule.Id).Where(id => string.CompareOrdinal(id, "DCP900") < 0)];

    public static TheoryData<string> SampleNames => [.. Samples.Names];

    [Theory, MemberData(nameof(RuleIds))]
    public void Run_LeastStackThatBreaksTheRule_FindsIt(string rule)
    {
        Assert.True(FiringCases.ByRule.TryGetValue(rule, out var resources), $"{rule} has no firing case.");
        var findings = PolicyCheck.Run(FiringCases.Model(resources), FiringCases.Kept).Where(finding => finding.RuleId == rule).ToList();
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(PolicyRules.Find(rule).Severity, finding.Severity));
    }

    [Theory, MemberData(nameof(SampleNames))]
    public void Run_OurOwnStacks_FindNothingAboveLow(string sample) =>
        Assert.Empty(Findings(sample).Where(finding => finding.Severity > PolicySeverity.Low).Select(finding => finding.ToString()));

    [Fact]
    public void Run_OurOwnStacks_FindOnlyWhatIsListed() => Assert.Equal(Ours,
        Samples.Names.SelectMany(Findings).Select(finding => finding.RuleId).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Run_RandomRequirements_FindNothingAboveLow()
    {
        foreach (var document in Enumerable.Range(0, 50).Select(RandomRequirements.Create))
        {
            var model = StackBlueprint.Create(document);
            Assert.Empty(document.Environments.Keys
                .SelectMany(environment => PolicyCheck.Run(model, StackBlueprint.Configuration(document, environment)))
                .Concat(PolicyCheck.Run(StateBackendBlueprint.Create(document), StateBackendBlueprint.Configuration(document)))
                .Where(finding => finding.Severity > PolicySeverity.Low).Select(finding => finding.ToString()));
        }
    }

    [Fact]
    public void Run_OurOwnStack_PointsAtFilesOfTheProject()
    {
        var document = Samples.Everything();
        var configuration = StackBlueprint.Configuration(document, "prod");
        var model = StackBlueprint.Create(document);
        var files = PulumiProject.Emit(model, [configuration]).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        Assert.All(PolicyCheck.Run(model, configuration), finding => Assert.Contains(finding.File, files));
    }

    [Fact]
    public void Run_DisposableEnvironment_WeighsDurabilityLess()
    {
        var disposable = new StackConfiguration("dev", new Dictionary<string, object> { ["deletionProtection"] = false });
        Assert.Equal(PolicySeverity.Low, PolicyCheck.Run(FiringCases.Model((AwsTypes.Database, "{}")), disposable)
            .Single(finding => finding.RuleId == "DCP076").Severity);
    }

    [Fact]
    public void Run_SeveralFindings_TheGravestComeFirst()
    {
        var severities = PolicyCheck.Run(FiringCases.Model([.. FiringCases.ByRule.Values.SelectMany(resources => resources)]),
            FiringCases.Kept).Select(finding => finding.Severity).ToList();
        Assert.Equal(severities.OrderDescending(), severities);
    }

    [Fact]
    public void Run_ValidSuppression_HidesThatResourceOnly()
    {
        var model = FiringCases.Model((AwsTypes.Topic, "{}"), (AwsTypes.Topic, "{}"));
        var findings = PolicyCheck.Run(model, FiringCases.Kept, [new("DCP024", "r0", "public notices only", Today)], Today);
        Assert.Equal("r1", Assert.Single(findings, finding => finding.RuleId == "DCP024").Resource);
    }

    [Theory]
    [InlineData(" ", 1, "DCP901")]
    [InlineData("until the key is there", -1, "DCP902")]
    public void Run_SuppressionWithoutReasonOrExpired_IsFoundAndSuppressesNothing(string reason, int days, string rule)
    {
        var model = FiringCases.Model((AwsTypes.Topic, "{}"));
        var ids = PolicyCheck.Run(model, FiringCases.Kept, [new("DCP024", "*", reason, Today.AddDays(days))], Today)
            .Select(finding => finding.RuleId).ToList();
        Assert.Contains(rule, ids);
        Assert.Contains("DCP024", ids);
    }

    [Theory]
    [InlineData("GREETING", "hello world", false)]
    [InlineData("TOKEN_TTL", "86400000", false)]
    [InlineData("API_TOKEN", "ey12345678", true)]
    [InlineData("DATABASE_URL", "postgres://app:pw@db/app", true)]
    public void Run_EnvironmentVariable_IsJudgedByNameAndLook(string name, string value, bool found)
    {
        var variables = $$"""[{"name":"x","environment":[{"name":"{{name}}","value":"{{value}}"}]}]""";
        var inputs = new JsonObject { ["containerDefinitions"] = variables }.ToJsonString();
        var findings = PolicyCheck.Run(FiringCases.Model((AwsTypes.TaskDefinition, inputs)), FiringCases.Kept);
        Assert.Equal(found, findings.Any(finding => finding.RuleId == "DCP093"));
    }

    [Fact]
    public void Rules_All_AreCompleteAndUnique()
    {
        Assert.True(PolicyRules.All.Count >= 45);
        Assert.All(PolicyRules.All, rule => Assert.All([rule.Title, rule.Why, rule.Remedy, rule.Reference],
            text => Assert.False(string.IsNullOrWhiteSpace(text))));
    }

    [Fact]
    public void Sarif_Findings_NameRuleLevelAndFile()
    {
        var findings = PolicyCheck.Run(FiringCases.Model((AwsTypes.Topic, "{}")), FiringCases.Kept);
        var run = JsonNode.Parse(Sarif.Write(findings, finding => ($"infrastructure/{finding.File}", 1)))!["runs"]![0]!;
        var result = run["results"]!.AsArray().Single(item => item!["ruleId"]!.GetValue<string>() == "DCP024")!;
        Assert.Equal("warning", result["level"]!.GetValue<string>());
        Assert.Equal("infrastructure/Stack.cs",
            result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>());
        Assert.Equal("DCP024", run["tool"]!["driver"]!["rules"]![result["ruleIndex"]!.GetValue<int>()]!["id"]!.GetValue<string>());
    }

    [Fact]
    public void Text_Findings_SayWhereAndWhatToDo()
    {
        Finding[] findings = [new("DCP024", PolicySeverity.Medium, "alarms", "kmsMasterKeyId", "no key is named.", "prod", "Alarms.cs")];
        Assert.Equal("medium DCP024 prod Alarms.cs alarms/kmsMasterKeyId: no key is named.\n    Topics are encrypted: Set kmsMasterKeyId. (FSBP SNS.1)\n",
            FindingsText.Lines(findings));
        Assert.Equal("medium", JsonNode.Parse(FindingsText.ToJson(findings))![0]!["severity"]!.GetValue<string>());
        Assert.Equal("No findings.\n", FindingsText.Lines([]));
    }

    private static IEnumerable<Finding> Findings(string sample)
    {
        var document = Samples.Get(sample);
        var model = StackBlueprint.Create(document);
        return document.Environments.Keys
            .SelectMany(environment => PolicyCheck.Run(model, StackBlueprint.Configuration(document, environment)))
            .Concat(PolicyCheck.Run(StateBackendBlueprint.Create(document), StateBackendBlueprint.Configuration(document)));
    }
}
