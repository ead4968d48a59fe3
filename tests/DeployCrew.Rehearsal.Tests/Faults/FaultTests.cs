using System.Diagnostics;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using DeployCrew.Core.Errors;
using DeployCrew.Rehearsal.Faults;
using DeployCrew.Rehearsal.Tests.Hosting;

namespace DeployCrew.Rehearsal.Tests.Faults;

/// <summary>What clients see of the local cloud's bad days: AWS's own client for STS, ours for the rest.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private TestCloud cloud = null!;
    private LocalCloudFaults faults = null!;

    public async Task InitializeAsync()
    {
        cloud = await TestCloud.StartAsync();
        faults = new LocalCloudFaults(cloud.Address);
    }

    public Task DisposeAsync() => cloud.DisposeAsync().AsTask();

    [Theory]
    [InlineData(FaultKind.Throttle, "Throttling", 400)]
    [InlineData(FaultKind.Error, "InternalFailure", 500)]
    [InlineData(FaultKind.Unavailable, "ServiceUnavailable", 503)]
    [InlineData(FaultKind.Denied, "AccessDenied", 403)]
    [InlineData(FaultKind.Expired, "ExpiredToken", 403)]
    public async Task Refused_QueryService_GivesAwssCodeAndStatus(FaultKind kind, string code, int status)
    {
        await faults.AddAsync(new(kind) { Service = "sts", Operation = "GetCallerIdentity", Times = 1 }, default);
        using var sts = Sts(retries: 0);

        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => sts.GetCallerIdentityAsync(new()));

        Assert.Equal((code, status), (error.ErrorCode, (int)error.StatusCode));
        Assert.NotEmpty(error.RequestId);
        Assert.Equal("000000000000", (await sts.GetCallerIdentityAsync(new())).Account);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, "ThrottlingException")]
    [InlineData(FaultKind.Expired, "ExpiredTokenException")]
    [InlineData(FaultKind.Denied, "AccessDeniedException")]
    public async Task Refused_JsonService_GivesAwssCode(FaultKind kind, string code)
    {
        await faults.AddAsync(new(kind) { Service = "ssm" }, default);

        var error = await Assert.ThrowsAsync<AwsCallError>(() => cloud.Parameters.ReadAsync("/x", default));

        Assert.Equal(code, error.AwsCode);
    }

    [Fact]
    public async Task Cut_Connection_IsOneThatBreaks()
    {
        await faults.AddAsync(new(FaultKind.Cut) { Service = "sts" }, default);
        using var sts = Sts(retries: 0);

        await Assert.ThrowsAnyAsync<Exception>(() => sts.GetCallerIdentityAsync(new()));
        Assert.NotEqual(0, Assert.Single(await faults.ListAsync(default)).Hits);
    }

    [Fact]
    public async Task Lost_Answer_LeavesWhatWasDone()
    {
        await faults.AddAsync(new(FaultKind.Lost) { Service = "ssm", Operation = "PutParameter", Times = 1 }, default);
        try
        {
            await cloud.Parameters.WriteAsync("/a/b", "value", default);
        }
        catch (DeployError)
        {
            // whether the client may repeat the call is its own business
        }

        Assert.Equal("value", (await cloud.Parameters.ReadAsync("/a", default))["b"]);
    }

    [Fact]
    public async Task Slow_Answer_ComesLate()
    {
        await faults.AddAsync(new(FaultKind.Slow) { Service = "sts", Seconds = 1 }, default);
        using var sts = Sts(retries: 0);
        var started = Stopwatch.GetTimestamp();

        await sts.GetCallerIdentityAsync(new());

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.9, 30);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-3600)]
    public async Task Skew_Clock_IsCorrectedByTheClient(int seconds)
    {
        await faults.AddAsync(new(FaultKind.Skew) { Seconds = seconds }, default);
        using (var one = Sts(retries: 0))
            await Assert.ThrowsAnyAsync<AmazonServiceException>(() => one.GetCallerIdentityAsync(new()));
        using var sts = Sts(retries: 2);

        Assert.Equal("000000000000", (await sts.GetCallerIdentityAsync(new())).Account);
        await cloud.Parameters.WriteAsync("/a/b", "value", default);
    }

    [Fact]
    public async Task Throttled_Registry_TakesTheImageAllTheSame()
    {
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        await faults.AddAsync(new(FaultKind.Throttle) { Service = FaultGate.Registry, Percent = 30 }, default);

        var image = await service.PushAsync("v1");

        Assert.Contains("@sha256:", image, StringComparison.Ordinal);
        Assert.True((await faults.ListAsync(default))[0].Hits > 0);
    }

    [Fact]
    public async Task Add_WhatCannotBe_FailsWithDC4090() =>
        Assert.Equal("DC4090", (await Assert.ThrowsAsync<DeployError>(() => faults.AddAsync(new(FaultKind.Slow) { Percent = 101 }, default))).Code);

    private AmazonSecurityTokenServiceClient Sts(int retries) => new(
        cloud.Address.AccessKeyId, cloud.Address.SecretAccessKey.Reveal(),
        new AmazonSecurityTokenServiceConfig { ServiceURL = cloud.Address.Endpoint.ToString(), AuthenticationRegion = TestCloud.Region, MaxErrorRetry = retries });
}
