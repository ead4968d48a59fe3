using DeployCrew.Rehearsal.Api;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Tests.Api;

/// <summary>The vectors are "get-vanilla" and "get-vanilla-query-order-key-case" of AWS's Signature Version 4 test suite.</summary>
public sealed class CallerCheckTests
{
    private const string Vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    private const string QueryOrder = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";

    private readonly FixedTime time = new(new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero));
    private readonly CallerCheck check;

    public CallerCheckTests()
    {
        var identity = new CloudIdentity("us-east-1", "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        check = new CallerCheck(identity, new TemporaryCredentials(identity, time), time);
    }

    [Theory]
    [InlineData("", Vanilla)]
    [InlineData("?Param2=value2&Param1=value1", QueryOrder)]
    public void Check_RightSignature_GivesTheScope(string query, string signature)
    {
        var scope = check.Check(Request(signature, query), [], JsonProtocol.Instance.CallerFaults);

        Assert.Equal(("us-east-1", "service"), (scope.Region, scope.Service));
    }

    [Fact]
    public void Check_OtherBody_IsAMismatch() => Fails("InvalidSignatureException", Request(Vanilla), "x"u8.ToArray());

    [Fact]
    public void Check_OtherHeaderValue_IsAMismatch()
    {
        var request = Request(Vanilla);
        request.Headers.Host = "example.org";
        Fails("InvalidSignatureException", request);
    }

    [Fact]
    public void Check_HashOfAnotherBody_IsAMismatch()
    {
        var request = Request(Vanilla);
        request.Headers["X-Amz-Content-Sha256"] = new string('0', 64);
        Fails("InvalidSignatureException", request);
    }

    [Theory]
    [InlineData(-5, true)]
    [InlineData(5, true)]
    [InlineData(-6, false)]
    [InlineData(6, false)]
    public void Check_Clock_MayBeOffByFiveMinutes(int minutes, bool accepted)
    {
        time.Now += TimeSpan.FromMinutes(minutes);
        if (accepted)
            Assert.NotNull(check.Check(Request(Vanilla), [], JsonProtocol.Instance.CallerFaults));
        else
            Assert.StartsWith(minutes > 0 ? "Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z" : "Signature not yet current",
                Fails("InvalidSignatureException", Request(Vanilla)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_UnknownKey_IsNamedAsEachProtocolNamesIt()
    {
        var request = Request(Vanilla);
        request.Headers.Authorization = request.Headers.Authorization.ToString().Replace("AKIDEXAMPLE", "AKIDOTHER", StringComparison.Ordinal);

        Fails("UnrecognizedClientException", request);
        Assert.Equal("InvalidClientTokenId", Assert.Throws<AwsFault>(() => check.Check(request, [], QueryProtocol.Instance.CallerFaults)).Code);
    }

    [Fact]
    public void Check_NoSignature_IsAMissingToken()
    {
        var request = Request(Vanilla);
        request.Headers.Remove("Authorization");
        Fails("MissingAuthenticationTokenException", request);
    }

    [Theory]
    [InlineData("Bearer x")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service, SignedHeaders=host, Signature=0")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=x-amz-date, Signature=0")]
    [InlineData("AWS4-HMAC-SHA256")]
    public void Check_HalfASignature_IsIncomplete(string authorization)
    {
        var request = Request(Vanilla);
        request.Headers.Authorization = authorization;
        Fails("IncompleteSignatureException", request);
    }

    [Fact]
    public void Check_ScopeOfAnotherDay_IsAMismatch()
    {
        var request = Request(Vanilla);
        request.Headers.Authorization = request.Headers.Authorization.ToString().Replace("/20150830/", "/20150829/", StringComparison.Ordinal);
        Fails("InvalidSignatureException", request);
    }

    private AwsFault Fails(string code, HttpRequest request, byte[]? body = null)
    {
        var fault = Assert.Throws<AwsFault>(() => check.Check(request, body ?? [], JsonProtocol.Instance.CallerFaults));
        Assert.Equal((code, 403), (fault.Code, fault.Status));
        return fault;
    }

    private static HttpRequest Request(string signature, string query = "")
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        request.Path = "/";
        request.QueryString = new QueryString(query);
        request.Headers.Host = "example.amazonaws.com";
        request.Headers["X-Amz-Date"] = "20150830T123600Z";
        request.Headers.Authorization =
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}";
        return request;
    }
}
