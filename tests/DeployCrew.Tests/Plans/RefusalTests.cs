using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Infra.Engines;
using DeployCrew.Pipeline;
using DeployCrew.Preflight;
using DeployCrew.Targets;
using DeployCrew.Testing;

namespace DeployCrew.Tests.Plans;

/// <summary>Every reason not to apply: the provision stage fails by it, and the engine was asked to change nothing.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string Requirements = """
        {
          "version": 1, "project": "hello", "region": "eu-west-1",
          "services": { "web": {} },
          "resources": { "db": { "type": "postgres" } },
          "environments": {
            "prod": { "domain": "www.example.com", "hostedZoneId": "Z0123456789ABC", "account": "123456789012", "cidr": "10.20.0.0/16", "nat": "one" }
          }
        }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly FakeAccount account = new();
    private readonly FakeStackEngine engine = new();
    private readonly FakeContractStore contracts = new() { ["/hello/prod/url"] = "https://www.example.com" };
    private readonly ManualTime time = new();

    public static TheoryData<string, string, string> InTheWay => new()
    {
        { "quota", "DC4086", "quota: VPCs per Region: 1 needed, 4 of 4 used" },
        { "fargate", "DC4086", "quota: Fargate On-Demand vCPU resource count" },
        { "rules", "DC4086", "quota: Rules per Application Load Balancer" },
        { "role", "DC4086", "names: Role: there already: hello-prod-web-task" },
        { "zone", "DC4086", "zone delegation: there is no hosted zone" },
        { "private zone", "DC4086", "is a private zone" },
        { "other zone", "DC4086", "www.example.com is not in the zone other.test" },
        { "delegation", "DC4086", "example.com is delegated to ns.elsewhere.test → Set the name servers of example.com" },
        { "no delegation", "DC4086", "example.com is not delegated" },
        { "caa", "DC4086", "CAA: example.com lets only letsencrypt.org issue certificates" },
        { "peered", "DC4086", "address blocks: 10.20.0.0/16 overlaps with vpc-9 (10.20.128.0/20)" },
        { "account", "DC4069", "belongs to account 123456789012, and the credentials are for 999999999999" },
        { "orphans", "DC4062", "arn:aws:ecs:eu-west-1:123456789012:cluster/hello-prod" },
        { "database", "DC4061", "replace aws:rds/instance:Instance db-database (kmsKeyId!)" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(InTheWay))]
    public async Task Provision_SomethingInTheWay_FailsAndChangesNothing(string what, string code, string words)
    {
        Put(what);
        var error = (await ProvisionAsync()).Error!;
        Assert.Equal(code, error.Code);
        Assert.Contains(words, string.Join('\n', error.Details.Prepend(error.Message)), StringComparison.Ordinal);
        Assert.Equal(0, engine.Changed);
        Assert.DoesNotContain("applied-requirements", string.Join(',', contracts.Select(pair => pair.Key)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provision_SeveralReasons_AreAllToldAtOnce()
    {
        Put("quota");
        Put("orphans");
        var error = (await ProvisionAsync()).Error!;
        Assert.Equal("DC4060", error.Code);
        Assert.Contains(error.Details, line => line.StartsWith("DC4086", StringComparison.Ordinal));
        Assert.Contains(error.Details, line => line.StartsWith("DC4062", StringComparison.Ordinal));
        Assert.Equal(0, engine.Changed);
    }

    [Fact]
    public async Task Provision_NothingInTheWay_Applies()
    {
        Assert.Equal(StageStatus.Done, (await ProvisionAsync()).Status);
        Assert.Equal(1, engine.Changed);
    }

    [Fact]
    public async Task Provision_KeysAndRevisionsLeftOfADestroyedStack_AreNoOrphans()
    {
        account.Tagged = ["arn:aws:kms:eu-west-1:123456789012:key/1", "arn:aws:ecs:eu-west-1:123456789012:task-definition/hello-prod-web:1"];
        Assert.Equal(StageStatus.Done, (await ProvisionAsync()).Status);
    }

    [Fact]
    public async Task Provision_AccountDiffersFromThePlans_IsRefused()
    {
        var binding = new PlanBinding("hello", "prod", "aws", "fake", "210987654321", "eu-west-1", "rolling", "", "", "", new Dictionary<string, string>(), []);
        var error = (await ProvisionAsync(new(binding.Hash(), binding, Request(), [], time.GetUtcNow(), time.GetUtcNow(), false, null))).Error!;
        Assert.Equal("DC4064", error.Code);
        Assert.Contains("account: approved 210987654321, now 123456789012", error.Details);
        Assert.Equal(0, engine.Changed);
    }

    [Fact]
    public async Task Preflight_CallsThatFail_AreSkippedWithTheReasonAndNeverTakenForAYes()
    {
        account.Failure = AwsErrors.CallFailed("ec2:DescribeVpcs", "UnauthorizedOperation", "You are not authorized", null, false, new InvalidOperationException());
        var document = RequirementsReader.Read("requirements.json", Requirements).Document;
        var (model, configuration) = (Infra.Blueprints.StackBlueprint.Create(document), Infra.Blueprints.StackBlueprint.Configuration(document, "prod"));
        var results = await PreflightChecks.RunAsync(
            Facts(), document, model, configuration, await engine.PreviewAsync(model, configuration, default), time, default);
        Assert.True(results.Count > 10);
        Assert.All(results, result => Assert.Equal((PreflightStatus.Skip, true), (result.Status, result.Detail.Contains("not authorized", StringComparison.Ordinal))));
    }

    private void Put(string what)
    {
        switch (what)
        {
            case "quota":
                account.Quotas["L-F678F1CE"] = 4;
                break;
            case "fargate":
                account.Quotas["L-3032A538"] = 0.5m;
                break;
            case "rules":
                account.Quotas["L-7EED9B64"] = 0;
                break;
            case "role":
                account.Existing.Add("hello-prod-web-task");
                break;
            case "zone":
                account.Zone = null;
                break;
            case "private zone":
                account.Zone = account.Zone! with { IsPrivate = true };
                break;
            case "other zone":
                account.Zone = account.Zone! with { Name = "other.test" };
                break;
            case "delegation":
                account.Delegated = ["ns.elsewhere.test"];
                break;
            case "no delegation":
                account.Delegated = [];
                break;
            case "caa":
                account.Authorities["example.com"] = ["letsencrypt.org"];
                break;
            case "peered":
                account.Networks.Add(new("vpc-9", ["10.20.128.0/20"], null, ["10.99.0.0/16"]));
                break;
            case "account":
                account.Account = "999999999999";
                break;
            case "orphans":
                account.Tagged = ["arn:aws:ecs:eu-west-1:123456789012:cluster/hello-prod"];
                break;
            default:
                engine.Preview = new([new(ChangeKind.Replace, "aws:rds/instance:Instance", "db-database", [new("kmsKeyId", "1", "2", ForcesReplacement: true)])]);
                break;
        }
    }

    private async Task<StageResult> ProvisionAsync(PlanRecord? plan = null)
    {
        var run = new RunFolder(folder.In("run"));
        Directory.CreateDirectory(run.Path);
        await File.WriteAllTextAsync(run.RequirementsFile, Requirements);
        if (plan is not null)
            PlanStore.Write(run.PlanFile, plan);
        using var journal = Journal.Open(run.JournalFile, time);
        var target = new DeployTarget("aws", engine, contracts, null!, null!, null!, account, Facts(), null!, account) { Prerequisites = null!, Weights = null!, Metrics = null!, Scans = null!, SecretValues = null! };
        var stages = new StageEngine(new StageGraph([new Generated(), new ProvisionStage(target, time)]), new Run(Request(), run, journal), time);
        await stages.RunAsync(StageNames.Generate, default);
        return await stages.RunAsync(StageNames.Provision, default);
    }

    private PreflightFacts Facts() => new(account, account, account);

    private RunRequest Request() => new(folder.In("requirements.json"), null, "hello", "prod", "aws");

    private sealed class Generated : IStage
    {
        public string Name => StageNames.Generate;

        public IReadOnlyList<string> DependsOn => [];

        public TimeSpan Timeout => TimeSpan.FromMinutes(1);

        public Task RunAsync(StageContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
