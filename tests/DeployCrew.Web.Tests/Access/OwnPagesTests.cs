using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DeployCrew.Web.Tests.Access;

/// <summary>Changes that a browser asks for.</summary>
public sealed partial class OwnPagesTests(Served served) : IClassFixture<Served>
{
    [Fact]
    public async Task Post_FromOurPage_IsTaken()
    {
        var (cookie, token) = await PageAsync("new");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(("Cookie", cookie), ("X-CSRF", token), ("Sec-Fetch-Site", "same-origin")));
        var me = (await served.Http.GetFromJsonAsync<JsonNode>("api/v1/me"))!;
        Assert.Equal((Environment.UserName, "approver"), (me["name"]!.ToString(), me["scope"]!.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Post_ForgedOrMissingToken_Is403(string? token)
    {
        var (cookie, _) = await PageAsync("");
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync([("Cookie", cookie), .. token is null ? [] : new[] { ("X-CSRF", token) }]));
    }

    [Fact]
    public async Task Post_TokenOfAnotherBrowser_Is403()
    {
        var (mine, _) = await PageAsync("");
        var (_, theirs) = await PageAsync("");
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(("Cookie", mine), ("X-CSRF", theirs)));
    }

    [Theory]
    [InlineData("Origin")]
    [InlineData("Sec-Fetch-Site")]
    [InlineData("Referer")]
    public async Task Post_OfABrowserWithoutCookie_Is403(string header) =>
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync((header, header == "Sec-Fetch-Site" ? "same-origin" : served.Address.GetLeftPart(UriPartial.Authority))));

    [Fact]
    public async Task Post_OfAScriptWithoutCookie_IsTaken() => Assert.Equal(HttpStatusCode.OK, await PostAsync());

    [Fact]
    public async Task Cookie_OfAPage_IsStrictAndNotForScripts()
    {
        var set = (await served.Http.GetAsync("")).Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("samesite=strict", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<HttpStatusCode> PostAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/validate") { Content = new StringContent("{}") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return (await served.Http.SendAsync(request)).StatusCode;
    }

    private async Task<(string Cookie, string Token)> PageAsync(string path)
    {
        var answer = await served.Http.GetAsync(path);
        return (answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0], PageToken().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    [GeneratedRegex("name=\"page-token\" content=\"([^\"]+)\"")]
    private static partial Regex PageToken();
}
