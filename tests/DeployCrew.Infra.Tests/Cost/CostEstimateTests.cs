using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Tests.Cost;

public class CostEstimateTests
{
    private static readonly string[] Regions = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "ap-northeast-1"];

    [Fact]
    public void Of_TwoSmallTasksBalancerAndNat_ComeToThePublishedFigures()
    {
        var report = Report("us-east-1", new() { TasksPerService = 2 });
        Assert.Equal(18.02m, decimal.Round(Sum(report, "fargate.vcpu", "fargate.memory"), 2));
        Assert.Equal(16.425m, Sum(report, "alb.hour"));
        Assert.Equal(32.85m, Sum(report, "nat.hour"));
        Assert.Equal(67.30m, decimal.Round(Sum(report, "fargate.vcpu", "fargate.memory", "alb.hour", "nat.hour"), 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Of_MoreTasks_CostInProportion(int tasks) => Assert.Equal(
        tasks * Sum(Report("eu-west-1", new() { TasksPerService = 1 }), "fargate.vcpu", "fargate.memory"),
        Sum(Report("eu-west-1", new() { TasksPerService = tasks }), "fargate.vcpu", "fargate.memory"));

    [Fact]
    public void Of_UnknownRegion_IsNotPricedRatherThanFree()
    {
        var report = Report("sa-east-1", new());
        Assert.Empty(report.Lines);
        Assert.Null(report.PricesOf);
        Assert.Contains(report.Unpriced, line => line is { Resource: "alb", What: "alb.hour", Reason: "not priced in sa-east-1" });
    }

    [Fact]
    public void Of_InstanceWithoutPrice_IsListedBesideWhatIsPriced()
    {
        var document = Samples.Everything();
        var report = CostEstimate.Of(StackBlueprint.Create(document), StackBlueprint.Configuration(document, "prod"), new());
        Assert.Contains(report.Unpriced, line => line is { Resource: "main-database", What: "rds.postgres.db.t4g.small" });
        Assert.Contains(report.Lines, line => line.Resource == "alb");
    }

    [Fact]
    public void Of_DatabaseInTwoZones_CostsTwice()
    {
        var document = Samples.Shop() with { Region = "us-east-1" };
        var model = StackBlueprint.Create(document);
        decimal Hours(string environment) => CostEstimate.Of(model, StackBlueprint.Configuration(document, environment), new()).Lines
            .Single(line => line.What == "rds.postgres.db.t4g.micro").Quantity;
        Assert.Equal(730, Hours("dev"));
        Assert.Equal(2 * 730, Hours("prod"));
    }

    [Fact]
    public void ChangesSince_MoreTasks_NamesTheServiceOnly()
    {
        var change = Assert.Single(Report("us-east-1", new() { TasksPerService = 3 })
            .ChangesSince(Report("us-east-1", new() { TasksPerService = 1 })));
        Assert.Equal("web-service", change.Resource);
        Assert.Equal(3 * change.BeforeUsd, change.AfterUsd);
    }

    [Fact]
    public void Budget_IsExceededOnlyAboveIt()
    {
        var report = Report("us-east-1", new());
        Assert.False(BudgetCheck.Of([report], report.TotalUsd).IsExceeded);
        Assert.True(BudgetCheck.Of([report, report], report.TotalUsd).IsExceeded);
        Assert.False(BudgetCheck.Of([report], null).IsExceeded);
        Assert.False(BudgetCheck.Of([Report("sa-east-1", new())], 1).IsComplete);
    }

    [Fact]
    public void Prices_All_HaveASourceAndCoverTheFixedPartInSixRegions()
    {
        Assert.All(PriceTable.Default.All, price => Assert.True(
            price.Usd > 0 && price.Source.Length > 20 && price.Unit.Length > 0 && (price.Date is not null || price.Source.Contains("without date", StringComparison.Ordinal)
                || price.Source.Contains("2024", StringComparison.Ordinal))));
        Assert.All(PriceTable.Default.All, price => Assert.DoesNotContain("memory", price.Source, StringComparison.OrdinalIgnoreCase));
        Assert.All(Regions, region => Assert.All(["fargate.vcpu", "fargate.memory", "alb.hour", "nat.hour", "ipv4.hour", "logs.gb"],
            item => Assert.NotNull(PriceTable.Default.Find(region, item))));
    }

    [Fact]
    public void Of_Autoscaler_SaysWhatTheMostTasksCost()
    {
        var report = Report("us-east-1", new());
        Assert.True(report.MostUsd > report.TotalUsd);
        Assert.Equal(Report("us-east-1", new() { TasksPerService = 2 }).TotalUsd, report.MostUsd);
    }

    [Fact]
    public void Of_EndpointsFirewallAndDashboard_ArePaidForPerZoneRuleAndPiece()
    {
        var document = Samples.Endpoints() with { Region = "us-east-1" };
        var endpoint = CostEstimate.Of(document, "prod").Lines.First(line => line.What == "endpoint.hour");
        Assert.Equal(2 * 730, endpoint.Quantity);
        var guarded = CostEstimate.Of(Samples.Guarded() with { Region = "us-east-1", Budget = new() { MonthlyUsd = 1, Usage = new() { FirewallMillionRequests = 5 } } }, "dev");
        Assert.Equal(5 + 4 * 1 + 5 * 0.6m, Sum(guarded, "waf.acl", "waf.rule", "waf.million"));
        Assert.Equal(3, Sum(guarded, "dashboard.month"));
    }

    [Fact]
    public void Of_AccessLogs_AreNotABucketOfTheApp()
    {
        var report = Report("us-east-1", new() { AccessLogGigabytes = 4, BucketGigabytes = 1000 });
        Assert.Equal(4, report.Lines.Single(line => line.Resource == "access-logs-bucket").Quantity);
    }

    [Fact]
    public void PlanCost_LargerTasks_SaysWhatTheServiceCostsMore()
    {
        var before = Samples.Hello() with { Region = "us-east-1" };
        var after = before with { Services = new Dictionary<string, ServiceRequirements> { ["web"] = new() { Cpu = 512, Memory = 1024 } } };
        var cost = PlanCost.Of(after, before, "dev");
        Assert.Equal("web-service", Assert.Single(cost.Changes).Resource);
        Assert.True(cost.Now.TotalUsd > cost.BeforeUsd);
        Assert.Null(PlanCost.Of(after, null, "dev").BeforeUsd);
    }

    private static CostReport Report(string region, UsageRequirements assumptions)
    {
        var document = Samples.Hello() with
        {
            Region = region,
            Environments = new Dictionary<string, DeployCrew.Core.Requirements.EnvironmentRequirements>
            { ["dev"] = new() { Domain = "hello.test", Nat = "one" } },
        };
        return CostEstimate.Of(StackBlueprint.Create(document), StackBlueprint.Configuration(document, "dev"), assumptions);
    }

    private static decimal Sum(CostReport report, params string[] items) =>
        report.Lines.Where(line => items.Contains(line.What)).Sum(line => line.MonthlyUsd);
}
