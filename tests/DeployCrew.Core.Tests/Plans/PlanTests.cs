using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Core.Tests.Plans;

public sealed class PlanTests
{
    private static readonly PlanBinding Binding = new(
        "hello", "prod", "aws", "pulumi", "123456789012", "eu-west-1", "rolling", new string('a', 64), new string('b', 64), new string('c', 64),
        new Dictionary<string, string> { ["web"] = "sha256:1", ["api"] = "sha256:2" }, ["db", "files"]);

    public static TheoryData<string> Parts => [.. Changes.Keys];

    private static Dictionary<string, Func<PlanBinding, PlanBinding>> Changes { get; } = new()
    {
        ["project"] = plan => plan with { Project = "other" },
        ["environment"] = plan => plan with { Environment = "dev" },
        ["target"] = plan => plan with { Target = "local" },
        ["engine"] = plan => plan with { Engine = "terraform" },
        ["account"] = plan => plan with { Account = "210987654321" },
        ["region"] = plan => plan with { Region = "us-east-1" },
        ["strategy"] = plan => plan with { Strategy = "canary" },
        ["requirements"] = plan => plan with { Requirements = new string('d', 64) },
        ["bundle"] = plan => plan with { Bundle = new string('d', 64) },
        ["preview"] = plan => plan with { Preview = new string('d', 64) },
        ["images"] = plan => plan with { Images = new Dictionary<string, string> { ["web"] = "sha256:1", ["api"] = "sha256:3" } },
        ["accepted losses"] = plan => plan with { AcceptedLosses = ["db"] },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void DifferencesTo_OnePartDiffers_NamesItAndChangesTheHash(string part)
    {
        var other = Changes[part](Binding);
        Assert.StartsWith($"{part}: approved ", Assert.Single(Binding.DifferencesTo(other)), StringComparison.Ordinal);
        Assert.NotEqual(Binding.Hash(), other.Hash());
    }

    [Fact]
    public void Hash_SamePartsInAnotherOrder_IsTheSame()
    {
        var other = Binding with
        {
            Images = new Dictionary<string, string> { ["api"] = "sha256:2", ["web"] = "sha256:1" },
            AcceptedLosses = ["files", "db"],
        };
        Assert.Equal(Binding.Hash(), other.Hash());
        Assert.Empty(Binding.DifferencesTo(other));
    }

    [Fact]
    public void Parts_OfABinding_AreAllCompared() => Assert.Equal(typeof(PlanBinding).GetConstructors()[0].GetParameters().Length, Changes.Count);

    [Fact]
    public void Require_PlanOrApprovalExpired_IsDC4065()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        var store = new PlanStore(new Home(folder.Path), time);
        var plan = store.Save(Record(time, needsApproval: false));
        store.Require(plan);
        var approved = store.Approve(plan.Hash, TimeSpan.FromHours(1));
        store.Require(approved);
        time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("DC4065", Assert.Throws<DeployError>(() => store.Require(approved)).Code);
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal("DC4065", Assert.Throws<DeployError>(() => store.Require(plan)).Code);
        Assert.Equal("DC4065", Assert.Throws<DeployError>(() => store.Approve(plan.Hash, TimeSpan.FromHours(1))).Code);
    }

    [Fact]
    public void Approve_LongerThanThePlan_EndsWithThePlan()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        var store = new PlanStore(new Home(folder.Path), time);
        var plan = store.Save(Record(time, needsApproval: true));
        Assert.Equal("DC4068", Assert.Throws<DeployError>(() => store.Require(plan)).Code);
        Assert.Equal(plan.ExpiresAt, store.Approve(plan.Hash[..8], TimeSpan.FromDays(7)).Approval!.ExpiresAt);
        store.Require(store.Find(plan.Hash));
    }

    private static PlanRecord Record(ManualTime time, bool needsApproval) => new(
        Binding.Hash(), Binding, new RunRequest("/requirements.json", null, "hello", "prod", "aws"), ["create aws:ec2/vpc:Vpc vpc"], time.GetUtcNow(),
        time.GetUtcNow().AddHours(24), needsApproval, null);
}
