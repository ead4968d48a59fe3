using System.Net;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;
using DeployCrew.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace DeployCrew.Web.Tests.Access;

/// <summary>People who sign in at somebody else's provider, in a real browser.</summary>
[Trait("Category", "real")]
public sealed class SignInStoryTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string Provider = "DEPLOYCREW_TEST_OIDC";
    private readonly TemporaryFolder folder = new();
    private ServiceProvider services = null!;
    private WebApplication? app;

    public Task InitializeAsync()
    {
        services = new ServiceCollection().AddSingleton(new Home(folder.In("home"))).AddDeployCrew(new DeployCrewOptions(["false"])).BuildServiceProvider();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        await services.DisposeAsync();
        folder.Dispose();
    }

    [RealTheory(Provider, Browser.Variable, Browser.Axe)]
    [InlineData("deploycrew", "not a secret")]
    [InlineData("public", null)]
    public async Task SignIn_Operator_SeesPagesDoesThingsAndSignsOut(string client, string? secret)
    {
        var page = await OpenAsync(client, secret);
        await page.GotoAsync("new?x=1");
        await page.WaitForURLAsync("**/sign-in?to=*");
        Assert.Empty(await Browser.BarriersAsync(page));
        await Browser.PictureAsync(page, "sign-in");
        await SignInAsync(page, "olga.devs");
        await page.WaitForURLAsync("**/new?x=1");
        await Assertions.Expect(page.GetByText("olga (olga.devs)")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Audit" })).ToHaveCountAsync(0);
        Assert.Empty(await Browser.BarriersAsync(page));
        await Browser.PictureAsync(page, "signed-in");

        // The page's own requests carry its token.
        await page.Locator("#requirements").FillAsync("{\n  \"version\": 1,\n  \"project\": \"A B\"\n}");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "3:" }).First).ToBeVisibleAsync();
        Assert.Equal(403, await page.EvaluateAsync<int>("async () => (await fetch('/api/v1/runs/x/cancel', { method: 'POST' })).status"));
        Assert.Equal(404, await page.EvaluateAsync<int>("async () => (await (await import('/assets/api.js')).api('/api/v1/runs/x/cancel', { method: 'POST' })).status"));
        var cookies = (await page.Context.CookiesAsync()).Where(one => one.Name.StartsWith("dc-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, cookies.Length);
        Assert.All(cookies, one => Assert.True(one.HttpOnly));

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
        await page.GotoAsync("new");
        await page.WaitForURLAsync("**/sign-in?to=*");
        var trail = await services.GetRequiredService<IAccessStore>().AuditAsync(100, default);
        Assert.Contains(trail, one => one is { What: "sign-in", Who: "olga (olga.devs)" });
        Assert.Contains(trail, one => one is { What: "sign-out", Who: "olga (olga.devs)" });
    }

    [RealFact(Provider, Browser.Variable, Browser.Axe)]
    public async Task SignIn_WithoutARole_IsToldSo()
    {
        var page = await OpenAsync();
        await page.GotoAsync("");
        await SignInAsync(page, "nobody");
        await Assertions.Expect(page.GetByText("nobody (nobody) has no role here")).ToBeVisibleAsync();
        Assert.Empty(await Browser.BarriersAsync(page));
        await Browser.PictureAsync(page, "no-role");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
    }

    [RealFact(Provider, Browser.Variable, Browser.Axe)]
    public async Task SignIn_Approver_ReadsTheTrail()
    {
        var page = await OpenAsync();
        await page.GotoAsync("audit");
        await SignInAsync(page, "ann.ops");
        await page.WaitForURLAsync("**/audit");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "ann (ann.ops)" }).First).ToBeVisibleAsync();
        Assert.Empty(await Browser.BarriersAsync(page));
        await Browser.PictureAsync(page, "audit");
    }

    [RealTheory(Provider, Browser.Variable)]
    [InlineData("sign-in/callback?code=x&state=forged")]
    [InlineData("sign-in/callback?code=x")]
    [InlineData("sign-in/callback?error=access_denied&error_description=<script>")]
    public async Task Callback_ThatWasNotBegunHere_IsRefused(string path)
    {
        var page = await OpenAsync();
        var answer = await page.GotoAsync(path);
        Assert.Equal(400, answer!.Status);
        await Assertions.Expect(page.GetByText("DC9155")).ToBeVisibleAsync();
        await page.GotoAsync("new");
        await page.WaitForURLAsync("**/sign-in?to=*");
    }

    [RealFact(Provider, Browser.Variable)]
    public async Task Callback_OfAnAttemptInAnotherBrowser_IsRefused()
    {
        var mine = await OpenAsync();
        var callback = "";
        mine.Request += (_, request) => callback = request.Url.Contains("/sign-in/callback?", StringComparison.Ordinal) ? request.Url : callback;
        await mine.GotoAsync("");
        await SignInAsync(mine, "olga.devs");
        await Assertions.Expect(mine.GetByText("olga (olga.devs)")).ToBeVisibleAsync();

        var theirs = await browser.OpenAsync(WebServer.AddressOf(app!));
        var answer = await theirs.GotoAsync(callback);
        Assert.Equal(400, answer!.Status);
        await Assertions.Expect(theirs.GetByText("not begun in this browser")).ToBeVisibleAsync();
    }

    [RealTheory(Provider, Browser.Variable)]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_BackToSomewhereElse_EndsHere(string to)
    {
        var page = await OpenAsync();
        await page.GotoAsync($"sign-in?to={Uri.EscapeDataString(to)}");
        await SignInAsync(page, "olga.devs");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Runs" })).ToBeVisibleAsync();
        Assert.Equal(WebServer.AddressOf(app!).Authority, new Uri(page.Url).Authority);
    }

    private async Task<IPage> OpenAsync(string client = "deploycrew", string? secret = "not a secret")
    {
        var settings = new OidcSettings(new Uri(Environment.GetEnvironmentVariable(Provider)!), client, secret is null ? null : new Secret(secret), "groups") { Operators = ["devs"], Approvers = ["ops"] };
        app = await WebServer.StartAsync(new WebOptions(IPAddress.Loopback, 0) { Oidc = settings }, services, CancellationToken.None);
        var page = await browser.OpenAsync(WebServer.AddressOf(app));
        page.SetDefaultTimeout(20_000);
        return page;
    }

    // The provider's own pages.
    private static async Task SignInAsync(IPage page, string login)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Locator("input[name=login]").FillAsync(login);
        await page.Locator("input[name=password]").FillAsync("x");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }
}
