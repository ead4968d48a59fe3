using System.Diagnostics;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Aws.Tests.Protocol;

public sealed class RetryTests
{
    private static readonly Func<HttpContext, Task> Fine = FaultyService.Json("{}");

    public static TheoryData<string, int> Refusals => new() { { "ThrottlingException", 400 }, { "Throttling", 503 }, { "RequestLimitExceeded", 503 }, { "Whatever", 429 } };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Call_Throttled_IsRepeatedWhateverItDoes(string code, int status)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Error(status, code), FaultyService.Error(status, code), Fine);

        await CallAsync(service, Effect.Once);

        Assert.Equal(3, service.Arrivals.Count);
    }

    [Fact]
    public async Task Call_ThrottledToTheEnd_StopsAtItsAttemptsAndIsTransient()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Error(400, "ThrottlingException", "Rate exceeded"));

        var error = await Assert.ThrowsAsync<AwsCallError>(() => CallAsync(service, Effect.Repeatable));

        Assert.Equal((3, "ThrottlingException", true), (service.Arrivals.Count, error.AwsCode, error.IsTransient));
        Assert.Contains("request id 11111111-2222", error.Details);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("cut")]
    [InlineData("cut answer")]
    [InlineData("hang")]
    public async Task Call_ThatMayBeRepeated_IsRepeatedAfter(string fault)
    {
        FaultyService service = null!;
        service = await FaultyService.StartAsync((number, _, context) => number == 0 ? Misbehave(service, fault, context) : Fine(context));
        await using var disposed = service;

        await CallAsync(service, Effect.Repeatable);

        Assert.Equal(2, service.Arrivals.Count);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("cut")]
    [InlineData("cut answer")]
    [InlineData("hang")]
    public async Task Call_ThatMustNotBeRepeated_IsSentOnceAndSaysThatNobodyKnows(string fault)
    {
        FaultyService service = null!;
        service = await FaultyService.StartAsync((_, _, context) => Misbehave(service, fault, context));
        await using var disposed = service;

        var error = await Assert.ThrowsAsync<AnswerLostError>(() => CallAsync(service, Effect.Once));

        Assert.Equal((1, "DC7010", false), (service.Arrivals.Count, error.Code, error.IsTransient));
        Assert.Contains("it is not known whether", error.Message, StringComparison.Ordinal);
    }

    // A connection that was good before is where clients like to send again by themselves.
    [Fact]
    public async Task Call_ThatMustNotBeRepeatedOnAUsedConnection_IsSentOnce()
    {
        await using var service = await FaultyService.StartAsync(Fine, FaultyService.Cut);
        using var client = new AwsClient(AwsService.Ecs, service.Connection);
        await client.JsonAsync("ListClusters", [], Effect.Repeatable, default);

        await Assert.ThrowsAsync<AnswerLostError>(() => client.JsonAsync("RunTask", [], Effect.Once, default));

        Assert.Equal(["ListClusters", "RunTask"], service.Arrivals.Select(arrival => arrival.Operation));
    }

    [Fact]
    public async Task Call_NobodyListens_IsNotALostAnswer()
    {
        await using var service = await FaultyService.StartAsync(Fine);
        var connection = service.Connection;
        await service.DisposeAsync();
        using var client = new AwsClient(AwsService.Ecs, connection);

        Assert.Equal("DC7002", (await Assert.ThrowsAsync<DeployError>(() => client.JsonAsync("RunTask", [], Effect.Once, default))).Code);
    }

    [Fact]
    public async Task Call_RefusedForGood_IsSentOnce()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Error(400, "ClusterNotFoundException"));

        var error = await Assert.ThrowsAsync<AwsCallError>(() => CallAsync(service, Effect.Repeatable));

        Assert.Equal((1, "ClusterNotFoundException", false), (service.Arrivals.Count, error.AwsCode, error.IsTransient));
    }

    [Fact]
    public async Task Call_ExpiredToken_SaysToSignInAgain()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Error(400, "ExpiredTokenException"));

        var error = await Assert.ThrowsAsync<AwsCallError>(() => CallAsync(service, Effect.Repeatable));

        Assert.Single(service.Arrivals);
        Assert.Contains("Sign in again", error.Remedy, StringComparison.Ordinal);
    }

    // The service says when it is; what is signed for that time is taken. Nothing was done the first time, so it holds for every call.
    [Fact]
    public async Task Call_ClockIsWrong_IsSignedAgainForTheServicesTime()
    {
        var service = await FaultyService.StartAsync((number, _, context) =>
        {
            context.Response.Headers.Date = TimeProvider.System.GetUtcNow().AddHours(3).ToString("R");
            return (number == 0 ? FaultyService.Error(403, "RequestTimeTooSkewed") : Fine)(context);
        });
        await using var disposed = service;

        await CallAsync(service, Effect.Once);

        var times = service.Arrivals.Select(arrival => DateTimeOffset.ParseExact(
            arrival.Headers["X-Amz-Date"], "yyyyMMddTHHmmssZ", null, System.Globalization.DateTimeStyles.AssumeUniversal)).ToArray();
        Assert.Equal(2, times.Length);
        Assert.InRange((times[1] - times[0]).TotalMinutes, 170, 190);
    }

    [Fact]
    public async Task Call_AnswerThatNeverEnds_EndsAtTheDeadline()
    {
        FaultyService service = null!;
        service = await FaultyService.StartAsync(async (_, _, context) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await service.Hang(context);
        });
        await using var disposed = service;
        using var client = new AwsClient(AwsService.Ecs, service.Connection with { Retries = service.Connection.Retries with { Deadline = TimeSpan.FromSeconds(1) } });
        var started = Stopwatch.GetTimestamp();

        var error = await Assert.ThrowsAsync<DeployError>(() => client.JsonAsync("ListClusters", [], Effect.Repeatable, default));

        Assert.Equal(("DC7011", true), (error.Code, error.IsTransient));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.5, 10);
    }

    [Fact]
    public async Task Call_PausePastTheDeadline_FailsWithWhatIsKnownAtOnce()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Error(400, "ThrottlingException"));
        var retries = service.Connection.Retries with { Attempts = 50, FirstPause = TimeSpan.FromHours(1), LongestPause = TimeSpan.FromHours(2), Deadline = TimeSpan.FromSeconds(2) };
        using var client = new AwsClient(AwsService.Ecs, service.Connection with { Retries = retries });
        var started = Stopwatch.GetTimestamp();

        var error = await Assert.ThrowsAsync<AwsCallError>(() => client.JsonAsync("ListClusters", [], Effect.Repeatable, default));

        Assert.Equal("ThrottlingException", error.AwsCode);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task Call_Cancelled_IsCancelledAndNothingElse()
    {
        FaultyService service = null!;
        service = await FaultyService.StartAsync((_, _, context) => service.Hang(context));
        await using var disposed = service;
        using var client = new AwsClient(AwsService.Ecs, service.Connection);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.JsonAsync("RunTask", [], Effect.Once, cancellation.Token));
    }

    [Fact]
    public void Pause_Jittered_IsBetweenNothingAndTwiceTheOneBefore()
    {
        var retries = new AwsRetries();
        Assert.Equal(TimeSpan.Zero, retries.Pause(3, 0));
        Assert.Equal([1, 2, 4, 8, 16, 20, 20], Enumerable.Range(1, 7).Select(retry => retries.Pause(retry, 1).TotalSeconds));
    }

    private static Task Misbehave(FaultyService service, string fault, HttpContext context) => fault switch
    {
        "cut" => FaultyService.Cut(context),
        "cut answer" => FaultyService.CutAnswer(context),
        "hang" => service.Hang(context),
        _ => FaultyService.Error(int.Parse(fault, null), "InternalServerError")(context),
    };

    private static async Task CallAsync(FaultyService service, Effect effect)
    {
        using var client = new AwsClient(AwsService.Ecs, service.Connection);
        await client.JsonAsync("ListClusters", [], effect, default);
    }
}
