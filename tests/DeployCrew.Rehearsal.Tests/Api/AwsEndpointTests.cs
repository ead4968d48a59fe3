using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;
using DeployCrew.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeployCrew.Rehearsal.Tests.Api;

public sealed class AwsEndpointTests : IAsyncDisposable
{
    private static readonly CloudIdentity Identity = new("eu-west-1", "LKIAEXAMPLE", "secret");

    private readonly FixedTime time = new(new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder folder = new();
    private readonly StateStore store;
    private readonly TemporaryCredentials temporary;
    private readonly Told log = new();
    private readonly AwsEndpoint endpoint;

    public AwsEndpointTests()
    {
        store = new StateStore(folder.Path, TimeProvider.System);
        temporary = new TemporaryCredentials(Identity, time);
        endpoint = new AwsEndpoint(
            [
                Service("ssm", "InternalServerError", "GetParameter"), Service("elbv2", "InternalFailure", "DescribeTags"), new StsApi(temporary).Service,
            ],
            new CallerCheck(Identity, temporary, time), store, Identity.SecretAccessKey, log);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Answer_BugInAJsonService_IsItsInternalErrorWithTheRequestsIdInTheLog()
    {
        var context = await AskAsync("ssm", """{"Name":"a"}""", "AmazonSSM.GetParameter");

        Assert.Equal(500, context.Response.StatusCode);
        Assert.Equal("InternalServerError", (string?)JsonNode.Parse(SignedRequest.Answer(context))!["__type"]);
        var line = Assert.Single(log.Lines);
        Assert.Contains(context.Response.Headers["x-amzn-RequestId"].ToString(), line, StringComparison.Ordinal);
        Assert.DoesNotContain("a bug's own words", SignedRequest.Answer(context), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_BugInAQueryService_IsAnErrorResponse()
    {
        var context = await AskAsync("elasticloadbalancing", "Action=DescribeTags&Version=2015-12-01&ResourceArns.member.1=a");

        Assert.Equal(500, context.Response.StatusCode);
        Assert.StartsWith("<ErrorResponse><Error><Type>Receiver</Type><Code>InternalFailure</Code>", SignedRequest.Answer(context), StringComparison.Ordinal);
        Assert.Contains($"<RequestId>{context.Response.Headers["x-amzn-RequestId"]}</RequestId>", SignedRequest.Answer(context), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssm", "{}", "AmazonSSM.CreateDocument", "UnknownOperationException")]
    [InlineData("kms", "{}", "TrentService.ListKeys", "UnknownOperationException")]
    [InlineData("ssm", "[]", "AmazonSSM.GetParameter", "SerializationException")]
    [InlineData("ssm", "{", "AmazonSSM.GetParameter", "SerializationException")]
    [InlineData("ssm", "{}", "AmazonSSM.GetParameter", "ValidationException")]
    [InlineData("elasticloadbalancing", "Action=DescribeAccountLimits&Version=2015-12-01", null, "InvalidAction")]
    [InlineData("elasticloadbalancing", "Action=DescribeTags&Version=2012-06-01", null, "InvalidAction")]
    [InlineData("elasticloadbalancing", "Action=DescribeTags&Version=2015-12-01", null, "ValidationError")]
    [InlineData("iam", "Action=ListRoles&Version=2010-05-08", null, "InvalidAction")]
    [InlineData("s3", "", null, "MissingAction")]
    public async Task Answer_WhatIsNotThereOrNotRight_IsAwsOwnError(string service, string body, string? target, string code)
    {
        var context = await AskAsync(service, body, target);

        Assert.Equal(400, context.Response.StatusCode);
        Assert.Contains(target is null ? $"<Code>{code}</Code>" : $"\"__type\":\"{code}\"", SignedRequest.Answer(context), StringComparison.Ordinal);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Answer_LargerThanAnyRequestOfAws_IsRefused() =>
        Assert.Equal(413, (await AskAsync("ssm", new string(' ', 9 * 1024 * 1024), "AmazonSSM.GetParameter")).Response.StatusCode);

    [Fact]
    public async Task TemporaryCredentials_UntilTheyExpire_AreTheirRole()
    {
        const string Role = "arn:aws:sts::000000000000:assumed-role/deploy/me";
        var (key, secret, token, _) = temporary.Issue(Role, "AROA:me", TimeSpan.FromMinutes(15));

        Assert.Contains($"<Arn>{Role}</Arn>", await IdentityAsync(key, secret, token), StringComparison.Ordinal);
        Assert.Contains("<Code>InvalidClientTokenId</Code>", await IdentityAsync("ASIAOTHER", secret, token), StringComparison.Ordinal);
        Assert.Contains("<Code>InvalidClientTokenId</Code>", await IdentityAsync(key, secret, token[1..]), StringComparison.Ordinal);
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", await IdentityAsync(key, "other", token), StringComparison.Ordinal);
        time.Now += TimeSpan.FromMinutes(15);
        Assert.Contains("<Code>ExpiredToken</Code>", await IdentityAsync(key, secret, token), StringComparison.Ordinal);
    }

    private static AwsService Service(string name, string internalCode, string operation) => new(
        name, new ServiceFaults(name == "ssm" ? "ValidationException" : "ValidationError", "X", internalCode),
        new Dictionary<string, AwsOperation> { [operation] = (_, _) => throw new InvalidOperationException("a bug's own words") });

    private async Task<string> IdentityAsync(string key, string secret, string token)
    {
        var context = SignedRequest.Create(key, secret, token, time.Now, "sts", "Action=GetCallerIdentity&Version=2011-06-15");
        await endpoint.AnswerAsync(context);
        return SignedRequest.Answer(context);
    }

    private async Task<HttpContext> AskAsync(string service, string body, string? target = null)
    {
        var context = SignedRequest.Create(Identity.AccessKeyId, Identity.SecretAccessKey, null, time.Now, service, body, target);
        await endpoint.AnswerAsync(context);
        return context;
    }

    private sealed class Told : ILogger<AwsEndpoint>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel} {formatter(state, exception)} {exception?.Message}");
    }
}
