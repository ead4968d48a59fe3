using System.Text.Json.Nodes;
using DeployCrew.Aws.AutoScaling;
using DeployCrew.Aws.CodeBuild;
using DeployCrew.Aws.Ecs;
using DeployCrew.Aws.Quotas;
using DeployCrew.Aws.Ssm;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Tests.Clients;

/// <summary>Calls that begin and end something and that the emulator does not have: what is sent, and what an answer in AWS's shape is read as.</summary>
public sealed class StartingAndStoppingTests
{
    private const string Deployment = "arn:aws:ecs:eu-west-1:123456789012:service-deployment/c/web/0123456789abcdef";

    [Fact]
    public async Task StartRefresh_Taken_SendsThePreferencesAndGivesTheId()
    {
        await using var service = await FaultyService.StartAsync(Refresh);
        using var client = new AutoScalingClient(service.Connection);

        Assert.Equal("08b91cf7-8fa6-48af-b6a6-d227f40f1b9b", await client.StartRefreshAsync("web", 90, TimeSpan.FromMinutes(2), default));

        Assert.Equal(
            "Action=StartInstanceRefresh&Version=2011-01-01&AutoScalingGroupName=web&Preferences.MinHealthyPercentage=90&Preferences.InstanceWarmup=120",
            Assert.Single(service.Arrivals).Body);
    }

    [Fact]
    public async Task StartRefresh_OneIsUnderWay_FailsWithAwssCode()
    {
        await using var service = await FaultyService.StartAsync(context => FaultyService.WriteAsync(context, 400, "text/xml",
            "<ErrorResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><Error><Type>Sender</Type><Code>InstanceRefreshInProgress</Code>"
            + "<Message>An Instance Refresh is already in progress</Message></Error><RequestId>1</RequestId></ErrorResponse>"));
        using var client = new AutoScalingClient(service.Connection);

        var error = await Assert.ThrowsAsync<AwsCallError>(() => client.StartRefreshAsync("web", 90, TimeSpan.FromMinutes(2), default));

        Assert.Equal(("InstanceRefreshInProgress", false, 1), (error.AwsCode, error.IsTransient, service.Arrivals.Count));
    }

    [Fact]
    public async Task StartRefresh_AnswerLost_FailsWithDC7010AndIsNotSentAgain()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Cut, Refresh);
        using var client = new AutoScalingClient(service.Connection);

        Assert.Equal("DC7010", (await Assert.ThrowsAsync<AnswerLostError>(() => client.StartRefreshAsync("web", 90, TimeSpan.FromMinutes(2), default))).Code);
        Assert.Single(service.Arrivals);
    }

    [Theory]
    [InlineData(true, "CONTINUE")]
    [InlineData(false, "ROLLBACK")]
    public async Task ContinueServiceDeployment_APause_IsAnsweredByItsId(bool goOn, string action)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json($$"""{"serviceDeploymentArn":"{{Deployment}}"}"""));
        using var client = new EcsClient(service.Connection);

        await client.ContinueServiceDeploymentAsync(Deployment, "hook-1", goOn, default);

        AssertSent(service, "ContinueServiceDeployment", $$"""{"serviceDeploymentArn":"{{Deployment}}","hookId":"hook-1","action":"{{action}}"}""");
    }

    [Fact]
    public async Task StopServiceDeployment_AnOpenOne_IsRolledBack()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json($$"""{"serviceDeploymentArn":"{{Deployment}}"}"""));
        using var client = new EcsClient(service.Connection);

        await client.StopServiceDeploymentAsync(Deployment, default);

        AssertSent(service, "StopServiceDeployment", $$"""{"serviceDeploymentArn":"{{Deployment}}","stopType":"ROLLBACK"}""");
    }

    [Fact]
    public async Task CancelCommand_ById_NamesNoInstance()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json("{}"));
        using var client = new CommandClient(service.Connection);

        await client.CancelAsync("0831e1a8-a1ac-4257-a1fd-c831bEXAMPLE", default);

        AssertSent(service, "CancelCommand", """{"CommandId":"0831e1a8-a1ac-4257-a1fd-c831bEXAMPLE"}""");
    }

    [Fact]
    public async Task RequestIncrease_Taken_GivesTheOpenRequest()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(
            """{"RequestedQuota":{"Id":"d187537d15254312a9609aa51bbf7624u7W49tPO","ServiceCode":"vpc","QuotaCode":"L-F678F1CE","DesiredValue":10.0,"Status":"PENDING","Created":1580446904.067}}"""));
        using var client = new QuotasClient(service.Connection);

        var request = await client.RequestIncreaseAsync("vpc", "L-F678F1CE", 10, default);

        Assert.Equal(("d187537d15254312a9609aa51bbf7624u7W49tPO", "PENDING", 10m, true), (request.Id, request.Status, request.Value, request.IsOpen));
        AssertSent(service, "RequestServiceQuotaIncrease", """{"ServiceCode":"vpc","QuotaCode":"L-F678F1CE","DesiredValue":10}""");
    }

    [Fact]
    public async Task StartBuild_AnswerLost_IsSentAgainWithTheSameToken()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Cut, FaultyService.Json(
            """{"build":{"id":"app:1","buildStatus":"IN_PROGRESS","currentPhase":"QUEUED","buildComplete":false,"startTime":1580446904.067,"phases":[{"phaseType":"SUBMITTED","phaseStatus":"SUCCEEDED"},{"phaseType":"QUEUED"}]}}"""));
        using var client = new CodeBuildClient(service.Connection);

        var build = await client.StartAsync("app", "main", new Dictionary<string, string> { ["TAG"] = "v1" }, null, "token-1", default);

        Assert.Equal(("app:1", "IN_PROGRESS", "QUEUED", false, null), (build.Id, build.Status, build.Phase, build.HasEnded, build.FinishedAt));
        Assert.Equal(2, service.Arrivals.Count);
        Assert.All(service.Arrivals, arrival => AssertSame(
            """{"projectName":"app","idempotencyToken":"token-1","environmentVariablesOverride":[{"name":"TAG","value":"v1","type":"PLAINTEXT"}],"sourceVersion":"main"}""", arrival.Body));
    }

    [Fact]
    public async Task DescribeBuilds_OneThatFailed_SaysWhichPhaseAndWhereItsLogIs()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json("""
            {"builds":[{"id":"app:1","buildStatus":"FAILED","currentPhase":"COMPLETED","buildComplete":true,"startTime":1580446904.25,"endTime":1580446964.5,
             "logs":{"groupName":"/aws/codebuild/app","streamName":"1"},
             "phases":[{"phaseType":"INSTALL","phaseStatus":"SUCCEEDED","contexts":[]},
                       {"phaseType":"BUILD","phaseStatus":"FAILED","contexts":[{"statusCode":"COMMAND_EXECUTION_ERROR","message":"exit status 2"}]}]}],
             "buildsNotFound":["app:2"]}
            """));
        using var client = new CodeBuildClient(service.Connection);

        var build = Assert.Single(await client.DescribeAsync(["app:1", "app:2"], default));

        Assert.Equal(("FAILED", true, "/aws/codebuild/app", "1"), (build.Status, build.HasEnded, build.LogGroup, build.LogStream));
        Assert.Equal(["BUILD: COMMAND_EXECUTION_ERROR exit status 2"], build.Failures);
        Assert.Equal(TimeSpan.FromSeconds(60.25), build.FinishedAt - build.StartedAt);
    }

    private static Task Refresh(Microsoft.AspNetCore.Http.HttpContext context) => FaultyService.WriteAsync(context, 200, "text/xml",
        "<StartInstanceRefreshResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><StartInstanceRefreshResult>"
        + "<InstanceRefreshId>08b91cf7-8fa6-48af-b6a6-d227f40f1b9b</InstanceRefreshId></StartInstanceRefreshResult>"
        + "<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></StartInstanceRefreshResponse>");

    private static void AssertSent(FaultyService service, string operation, string body)
    {
        var arrival = Assert.Single(service.Arrivals);
        Assert.Equal(operation, arrival.Operation);
        AssertSame(body, arrival.Body);
    }

    private static void AssertSame(string expected, string actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
