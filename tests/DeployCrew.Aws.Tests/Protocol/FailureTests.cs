using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests.Protocol;

public sealed class FailureTests
{
    [Theory]
    [InlineData("ThrottlingException", 400, "Throttled")]
    [InlineData("SlowDown", 503, "Throttled")]
    [InlineData(null, 429, "Throttled")]
    [InlineData("InternalError", 500, "Unknown")]
    [InlineData("RequestTimeout", 400, "Unknown")]
    [InlineData("AccessDenied", 403, "Final")]
    [InlineData("ExpiredToken", 400, "Final")]
    [InlineData("TargetGroupNotFound", 400, "Final")]
    public void Of_CodeAndStatus_IsTheServicesOwnClass(string? code, int status, string expected) => Assert.Equal(expected, Failures.Of(code, status).ToString());

    [RealFact("DEPLOYCREW_TEST_BOTOCORE")]
    [Trait("Category", "real")]
    public async Task Tables_OfCodes_AreBotocores()
    {
        const string Script = """
            import json
            from botocore.retries.standard import ThrottledRetryableChecker as t, TransientRetryableChecker as r
            print(json.dumps([t._THROTTLED_ERROR_CODES, r._TRANSIENT_ERROR_CODES, r._TRANSIENT_STATUS_CODES]))
            """;
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_BOTOCORE")!, ["-c", Script]), default);
        var lists = JsonNode.Parse(result.Output.Single())!.AsArray();

        Assert.Equal(lists[0]!.AsArray().Select(code => (string)code!).Order(StringComparer.Ordinal), Failures.Throttling.Order(StringComparer.Ordinal));
        Assert.Equal(lists[1]!.AsArray().Select(code => (string)code!).Order(StringComparer.Ordinal), Failures.Transient.Order(StringComparer.Ordinal));
        Assert.All(lists[2]!.AsArray(), status => Assert.Equal(Failure.Unknown, Failures.Of("Whatever", (int)status!)));
    }

    // What AWS's models name: signing name, host, version, protocol. A name that is wrong fails on AWS only.
    [RealFact("DEPLOYCREW_TEST_BOTOCORE")]
    [Trait("Category", "real")]
    public async Task Services_NamesAndVersions_AreBotocores()
    {
        const string Script = """
            import json, botocore.session
            s = botocore.session.get_session()
            all = [s.get_service_model(n).metadata for n in s.get_available_services()]
            print(json.dumps({m["serviceId"]: [m.get("signingName") or m["endpointPrefix"], m["endpointPrefix"], m["apiVersion"], m.get("targetPrefix") if "json" in m.get("protocols", [m["protocol"]]) else None] for m in all}))
            """;
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_BOTOCORE")!, ["-c", Script]), default);
        var models = JsonNode.Parse(result.Output.Single())!;

        Assert.All(AwsService.All, service => Assert.Equal(
            models[service.ServiceId]!.AsArray().Select(value => (string?)value), [service.SigningName, service.EndpointPrefix, service.ApiVersion, service.TargetPrefix]));
    }

    // The status came, and the connection was reset while the body was read.
    [Fact]
    public void Of_AnswerThatBrokeOffAfterItsStatus_IsUnknown()
    {
        var reset = new IOException("Connection reset by peer", new SocketException((int)SocketError.ConnectionReset));
        var error = new AmazonUnmarshallingException("id", "", reset, HttpStatusCode.OK);
        Assert.Equal(Failure.Unknown, Failures.Of(error));
        Assert.False(Failures.IsAnswer(error));
        Assert.Equal(Failure.Final, Failures.Of(new AmazonUnmarshallingException("id", "", new FormatException("no JSON"), HttpStatusCode.OK)));
    }
}
