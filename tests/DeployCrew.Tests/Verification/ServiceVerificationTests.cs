using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Pipeline;
using DeployCrew.Rollouts;
using DeployCrew.Testing;
using DeployCrew.Verification;

namespace DeployCrew.Tests.Verification;

/// <summary>Never "verified" unless our revision serves all of the traffic: one good picture, and each way in which it can be wrong.</summary>
public sealed class ServiceVerificationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private const string Digest = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private static readonly RolledOutService RolledOut = new("td:2", "deployment:2", "revision:2");

    [Fact]
    public async Task Judge_EverythingAsItShouldBe_HoldsEveryCheck() => Assert.All(await JudgeAsync(Good(), RolledOut), check => Assert.True(check.Holds, check.What));

    [Fact]
    public async Task Judge_RolledBack_DoesNotHold() => await FailsAsync(
        Good() with { Deployment = Deployment(ServiceDeploymentStatus.RollbackSuccessful) }, RolledOut, "service deployment");

    [Fact]
    public async Task Judge_SomebodyElsesDeploymentWasSuccessful_DoesNotHold() => await FailsAsync(
        Good() with { Deployment = Deployment(ServiceDeploymentStatus.Successful) with { TargetRevisionArn = "revision:3" } }, RolledOut, "service deployment");

    [Fact]
    public async Task Judge_NothingWasRolledOut_DoesNotHold() => await FailsAsync(Good(), null, "service deployment");

    [Fact]
    public async Task Judge_ServiceOnAnotherTaskDefinition_DoesNotHold() => await FailsAsync(Good() with { TaskDefinition = "td:1" }, RolledOut, "task definition");

    [Fact]
    public async Task Judge_OneTaskRunsAnOlderDigest_DoesNotHold() => await FailsAsync(
        Good() with { Tasks = [Task("a", Digest, 1), Task("b", "sha256:2222", 2)], Targets = [Healthy(1), Healthy(2)] }, RolledOut, "pushed digest");

    [Fact]
    public async Task Judge_NoTaskRuns_DoesNotHold() => await FailsAsync(Good() with { Tasks = [], Targets = [] }, RolledOut, "pushed digest");

    [Fact]
    public async Task Judge_TargetThatIsNotATaskOfOurs_DoesNotHold() => await FailsAsync(
        Good() with { Targets = [Healthy(1), Healthy(9)] }, RolledOut, "every target");

    [Fact]
    public async Task Judge_TrafficDividedAmongTwoTargetGroups_DoesNotHold() => await FailsAsync(
        Good() with { Weights = new Dictionary<string, double> { ["tg"] = 95, ["green"] = 5 } }, RolledOut, "one target group");

    [Fact]
    public async Task Judge_NoTargetGroupHasTraffic_DoesNotHold() => await FailsAsync(
        Good() with { Weights = new Dictionary<string, double> { ["tg"] = 0, ["green"] = 0 } }, RolledOut, "one target group");

    [Fact]
    public async Task Judge_UnhealthyTarget_DoesNotHold() => await FailsAsync(
        Good() with { Targets = [Healthy(1) with { State = "unhealthy" }] }, RolledOut, "every target");

    [Fact]
    public async Task Judge_DrainingTargetOfTheEarlierVersion_IsNoTrafficAndHolds() => Assert.All(
        await JudgeAsync(Good() with { Targets = [Healthy(1), Healthy(9) with { State = "draining" }] }, RolledOut), check => Assert.True(check.Holds));

    [Fact]
    public async Task Judge_OneProbeOfThreeFailed_DoesNotHold() => await FailsAsync(
        Good() with { Probes = [Answer(200), Answer(502), Answer(200)] }, RolledOut, "answers 200-399");

    [Fact]
    public async Task Judge_CertificateNotTrusted_DoesNotHold() => await FailsAsync(
        Good() with { Probes = [Answer(200) with { Trusted = false }, Answer(200), Answer(200)] }, RolledOut, "trusted");

    [Fact]
    public async Task Judge_CertificateEndsToday_DoesNotHold() => await FailsAsync(
        Good() with { Probes = [.. Enumerable.Repeat(Answer(200) with { Certificate = Certificate(Now.AddHours(3)) }, 3)] }, RolledOut, "valid for a day");

    private static async Task FailsAsync(ServiceEvidence seen, RolledOutService? rolledOut, string what)
    {
        var failed = (await JudgeAsync(seen, rolledOut)).Where(check => !check.Holds).ToArray();
        Assert.Contains(failed, check => check.What.Contains(what, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<Check>> JudgeAsync(ServiceEvidence seen, RolledOutService? rolledOut)
    {
        var contract = await Contract.ReadAsync(
            new FakeContractStore
            {
                ["/shop/dev/url"] = "https://shop.example.com",
                ["/shop/dev/services/web/url"] = "https://shop.example.com",
                ["/shop/dev/services/web/target-group"] = "tg",
            },
            new Core.Runs.RunRequest("r.json", null, "shop", "dev", "local"), CancellationToken.None);
        return [.. ServiceVerification.Judge(new ServiceRollout("web", new ServiceRequirements(), contract, new PushedService("repo@" + Digest, Digest, 0)), seen, rolledOut, Now)];
    }

    private static ServiceEvidence Good() => new(
        "repo@" + Digest, "td:2", Deployment(ServiceDeploymentStatus.Successful), [Task("a", Digest, 1)], [Healthy(1)], [Answer(200), Answer(200), Answer(200)])
    {
        Weights = new Dictionary<string, double> { ["tg"] = 100, ["green"] = 0 },
    };

    private static ServiceDeployment Deployment(ServiceDeploymentStatus status) => new("deployment:2", status, null, "revision:2", 1, 1, 0, Now, Now);

    private static EcsTask Task(string id, string digest, int port) =>
        new("task/" + id, "td:2", "RUNNING", null, [new EcsTaskContainer("web", digest, null, null, [$"127.0.0.1:{port}"])], Now, Now);

    private static Target Healthy(int port) => new($"127.0.0.1:{port}", "healthy", null, null);

    private static ProbeResult Answer(int status) => new(new Uri("https://shop.example.com/health"), status, 3, Certificate(Now.AddDays(60)), true, null, []);

    private static EndpointCertificate Certificate(DateTimeOffset until) => new("CN=shop.example.com", "CN=ca", ["shop.example.com"], Now.AddDays(-1), until, "ab");
}
