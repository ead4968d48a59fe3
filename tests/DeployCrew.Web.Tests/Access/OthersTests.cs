using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Access;

namespace DeployCrew.Web.Tests.Access;

/// <summary>Who comes from elsewhere.</summary>
public sealed class OthersTests(ServedToOthers served) : IClassFixture<ServedToOthers>
{
    private string Viewer => served.Tokens[AccessScope.Viewer];

    private string Operator => served.Tokens[AccessScope.Operator];

    [Theory]
    [InlineData("X-Forwarded-Proto", "http", "DC9148")]
    [InlineData("Host", "evil.example", "DC9106")]
    [InlineData("Host", "deploy.example.com:8443", "DC9106")]
    [InlineData("Host", "127.0.0.1", "DC9106")]
    [InlineData("X-Forwarded-Host", "evil.example", "DC9106")]
    [InlineData("Origin", "https://evil.example", "DC9106")]
    [InlineData("Origin", "http://deploy.example.com", "DC9106")]
    public async Task Get_NotUnderOurNameOrNotEncrypted_IsRefused(string header, string value, string code)
    {
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/v1/runs", Viewer, null, (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.ToString());
    }

    [Fact]
    public async Task Get_WithAToken_IsAnsweredAndTellsBrowsersToStayOnHttps()
    {
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/v1/me", Operator);
        var me = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(("token operator", "operator"), (me["name"]!.ToString(), me["scope"]!.ToString()));
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer dcw_00000000000000000000000000000000000000000000000000")]
    public async Task Get_AuthorizationThatIsNoToken_Is401WithAChallenge(string sent)
    {
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/v1/runs", null, null, ("Authorization", sent));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("DC9144", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.ToString());
    }

    [Fact]
    public async Task Get_TokenThatWasRevoked_Is401AtOnce()
    {
        var text = await served.Access.CreateAsync("leaver", AccessScope.Viewer, null, "a test", default);
        using (var before = await served.SendAsync(HttpMethod.Get, "/api/v1/runs", text))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await served.Access.RevokeAsync("leaver", default);
        using var after = await served.SendAsync(HttpMethod.Get, "/api/v1/runs", text);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Audit_ChangesAndRefusals_SayWhoWhatFromWhereAndNoSecret()
    {
        using (await served.SendAsync(HttpMethod.Post, "/api/v1/runs/abc/cancel?note=dcw_secret", Operator))
        using (await served.SendAsync(HttpMethod.Post, "/api/v1/runs", Viewer, JsonContent.Create("dcw_secret")))
        using (await served.SendAsync(HttpMethod.Get, "/api/v1/runs", Operator))
        using (await served.SendAsync(HttpMethod.Get, "/dcw_secret"))
        {
        }

        var trail = await served.Store.AuditAsync(1000, default);
        var cancel = trail.Last(one => one.What == "POST /api/v1/runs/{id}/cancel");
        Assert.Equal(("token operator", AccessScope.Operator, "192.0.2.7", "404 DC9006", "abc"), (cancel.Who, cancel.Scope, cancel.From, cancel.Outcome, cancel.Ids["id"]));
        var refused = trail.Last(one => one.What == "POST /api/v1/runs");
        Assert.Equal(("token viewer", "403 DC9145"), (refused.Who, refused.Outcome));
        Assert.Contains(trail, one => one is { Who: "nobody", Scope: null, What: "GET (no such page)", Outcome: "401 DC9144" });
        Assert.DoesNotContain(trail, one => one.What == "GET /api/v1/runs" && one.Outcome == "200");
        var text = await File.ReadAllTextAsync(Path.Combine(served.Home, "access", "audit.jsonl"));
        Assert.DoesNotContain("dcw_", text, StringComparison.Ordinal);
    }
}
