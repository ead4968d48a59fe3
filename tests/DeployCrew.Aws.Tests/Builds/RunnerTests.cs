using System.Text.Json.Nodes;
using DeployCrew.Aws.Builds;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Tests.Builds;

/// <summary>What runners make of AWS's answers; what they do on a machine is tested against the local cloud.</summary>
public sealed class RunnerTests
{
    private const string Instance = "i-0123456789abcdef0";
    private static readonly BuildSettings Settings = new("builds", "app", Instance);
    private static readonly RemoteBuild Build = new("web", "echo 'it''s'\n", new Dictionary<string, string> { ["A"] = "it's" }, TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(null, "i-1", "no instance is named for builds on EC2; set DEPLOYCREW_BUILD_INSTANCE")]
    [InlineData("i-other", "i-1", "SSM does not manage the instance 'i-other': it needs the SSM agent and a role with AmazonSSMManagedInstanceCore")]
    [InlineData("i-1", "i-1", "no bucket is named for the builds' files; set DEPLOYCREW_BUILD_BUCKET")]
    [InlineData("i-2", "i-1", "the instance 'i-2' does not answer SSM since 2026-11-21 09:30:00Z: start it")]
    public async Task CheckEc2_SomethingMissing_SaysWhat(string? named, string online, string reason)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(
            $$"""{"InstanceInformationList":[{"InstanceId":"{{online}}","PingStatus":"Online"},{"InstanceId":"i-2","PingStatus":"ConnectionLost","LastPingDateTime":1795253400}]}"""));
        using var runner = new Ec2Runner(service.Connection, new BuildSettings(null, null, named));
        Assert.Equal(new RunnerCheck(false, reason), await runner.CheckAsync(default));
    }

    [Theory]
    [InlineData(null, "no CodeBuild project is named; set DEPLOYCREW_CODEBUILD_PROJECT")]
    [InlineData("other", "there is no CodeBuild project 'other' in eu-west-1")]
    public async Task CheckCodeBuild_SomethingMissing_SaysWhat(string? named, string reason)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json("""{"projects":[],"projectsNotFound":["other"]}"""));
        using var runner = new CodeBuildRunner(service.Connection, new BuildSettings("builds", named, null));
        Assert.Equal(new RunnerCheck(false, reason), await runner.CheckAsync(default));
    }

    [Fact]
    public async Task CheckEc2_NotAllowed_IsNoException()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Error(400, "AccessDeniedException"));
        using var runner = new Ec2Runner(service.Connection, Settings);
        Assert.Contains("AccessDeniedException", (await runner.CheckAsync(default)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Success", "Success", RunnerOutcome.Succeeded, "")]
    [InlineData("Failed", "Failed", RunnerOutcome.Failed, "its script ended with exit code 7 (Failed)")]
    [InlineData("TimedOut", "ExecutionTimedOut", RunnerOutcome.TimedOut, "it took too long")]
    [InlineData("TimedOut", "DeliveryTimedOut", RunnerOutcome.Failed, "the instance did not take it up (DeliveryTimedOut)")]
    [InlineData("Cancelled", "Cancelled", RunnerOutcome.Failed, "it was cancelled by somebody else")]
    public async Task RunOnEc2_AnEnd_IsToldWithItsCause(string status, string detail, RunnerOutcome outcome, string cause)
    {
        await using var service = await FaultyService.StartAsync((_, arrival, context) => (arrival.Target.Split('.')[^1] switch
        {
            "SendCommand" => FaultyService.Json("""{"Command":{"CommandId":"0831e1a8-a1ac-4257-a1fd-c831bEXAMPLE"}}"""),
            "FilterLogEvents" => FaultyService.Error(400, "ResourceNotFoundException"),
            "GetCommandInvocation" => FaultyService.Json($$"""{"Status":"{{status}}","StandardOutputContent":"one\ntwo\n","StandardErrorContent":"last\n"}"""),
            _ => FaultyService.Json($$"""{"CommandInvocations":[{"InstanceId":"{{Instance}}","Status":"{{status}}","StatusDetails":"{{detail}}","CommandPlugins":[{"ResponseCode":7}]}]}"""),
        })(context));
        using var runner = new Ec2Runner(service.Connection, Settings);
        var log = new Lines();
        var end = await runner.RunAsync(Build, log, default);

        Assert.Equal((outcome, cause), (end.Outcome, end.Cause));
        Assert.Equal(outcome == RunnerOutcome.Succeeded ? [] : ["last"], end.LastLines);
        Assert.Equal(["deploycrew: command 0831e1a8-a1ac-4257-a1fd-c831bEXAMPLE on " + Instance, "one", "two"], log);
        var sent = JsonNode.Parse(service.Arrivals[0].Body)!;
        Assert.Contains("export A='it'\\''s'", sent["Parameters"]!["commands"]!.AsArray().Select(line => (string)line!));
        Assert.Equal("60", (string)sent["Parameters"]!["executionTimeout"]![0]!);
    }

    [Theory]
    [InlineData("SUCCEEDED", RunnerOutcome.Succeeded, "")]
    [InlineData("FAILED", RunnerOutcome.Failed, "PROVISIONING: BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE no such image")]
    [InlineData("STOPPED", RunnerOutcome.Failed, "it was stopped by somebody else")]
    [InlineData("TIMED_OUT", RunnerOutcome.TimedOut, "it took too long")]
    public async Task RunOnCodeBuild_AnEnd_IsToldWithItsCause(string status, RunnerOutcome outcome, string cause)
    {
        const string Phases = """[{"phaseType":"PROVISIONING","phaseStatus":"CLIENT_ERROR","contexts":[{"statusCode":"BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE","message":"no such image"}]}]""";
        await using var service = await FaultyService.StartAsync((_, arrival, context) => (arrival.Target.Split('.')[^1] switch
        {
            "StartBuild" => FaultyService.Json("""{"build":{"id":"app:1","buildStatus":"IN_PROGRESS"}}"""),
            "FilterLogEvents" => FaultyService.Json("""{"events":[{"eventId":"1","timestamp":4102444800000,"message":"hello\n","logStreamName":"s"}]}"""),
            _ => FaultyService.Json($$"""{"builds":[{"id":"app:1","buildStatus":"{{status}}","buildComplete":true,"logs":{"groupName":"g","streamName":"s"},"phases":{{Phases}} }]}"""),
        })(context));
        using var runner = new CodeBuildRunner(service.Connection, Settings);
        var log = new Lines();
        var end = await runner.RunAsync(Build, log, default);

        Assert.Equal((outcome, cause), (end.Outcome, end.Cause));
        Assert.Equal(["deploycrew: build app:1", "hello"], log);
        var sent = JsonNode.Parse(service.Arrivals[0].Body)!;
        Assert.Equal(("NO_SOURCE", true, 5), ((string)sent["sourceTypeOverride"]!, (bool)sent["privilegedModeOverride"]!, (int)sent["timeoutInMinutesOverride"]!));
        Assert.Contains("echo 'it''s'", (string)JsonNode.Parse((string)sent["buildspecOverride"]!)!["phases"]!["build"]!["commands"]![0]!, StringComparison.Ordinal);
    }

    /// <summary>What was reported.</summary>
    private sealed class Lines : List<string>, IProgress<string>
    {
        public void Report(string value) => Add(value);
    }
}
