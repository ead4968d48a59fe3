using System.Text.Json.Nodes;
using DeployCrew.Testing;
using Microsoft.Playwright;

namespace DeployCrew.Web.Tests;

/// <summary>What a person does about an environment, in a real browser: approves, goes back, destroys, looks into the bundle.</summary>
[Trait("Category", "real")]
public sealed class TargetStoryTests(Served served, Browser browser) : IClassFixture<Served>, IClassFixture<Browser>
{
    [RealFact(Browser.Variable, Browser.Axe)]
    public async Task Story_PlanApproved_Runs()
    {
        var page = await browser.OpenAsync(served.Address);
        var complaints = Steps.Watch(page);
        await Steps.FillAsync(page, "hello-static", "approved", requirements => requirements["environments"]!["dev"]!["approval"] = "required");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
        await Assertions.Expect(page.Locator("#start")).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan it" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await Steps.EndsAsync(page, "Planned");
        await Assertions.Expect(page.Locator(".stage")).ToHaveCountAsync(1);
        var planned = page.Url.Split('/')[^1];
        await Steps.LookAsync(browser, served, $"runs/{planned}", "plan", one => Assertions.Expect(one.Locator("#approve")).ToBeVisibleAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#approval")).ToContainTextAsync($"approved by {Environment.UserName}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the approved plan" }).ClickAsync();
        await Assertions.Expect(page.Locator("#run")).Not.ToHaveAttributeAsync("data-run", planned);
        await Steps.EndsAsync(page, "Verified");
        Assert.Empty(complaints);
    }

    [RealFact(Browser.Variable, Browser.Axe)]
    public async Task Story_SecondVersion_IsRolledBackAndAllIsDestroyed()
    {
        var page = await browser.OpenAsync(served.Address);
        var complaints = Steps.Watch(page);
        async Task DeployAsync(string text)
        {
            await Steps.FillAsync(page, "hello-static", "undone", null, SampleApp.Zip("index.html", text));
            await Steps.GoAsync(page, "Run it");
            await Steps.EndsAsync(page, "Verified");
        }

        await DeployAsync("the first one");
        await DeployAsync("the second one");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Compare" })).ToBeVisibleAsync();
        var run = page.Url.Split('/')[^1];
        Assert.Equal("the second one", await ServedAsync(run));
        await Steps.LookAsync(browser, served, $"runs/{run}/bundle", "bundle", one => Assertions.Expect(one.Locator(".markdown h1")).ToBeVisibleAsync());
        await Steps.LookAsync(browser, served, $"runs/{run}/bundle?file=infrastructure%2FNetwork.cs", "bundle-file", one => Assertions.Expect(one.Locator(".code li").First).ToBeVisibleAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        await Steps.LookAsync(browser, served, new Uri(page.Url).PathAndQuery, "compare", one => Assertions.Expect(one.Locator(".differs").First).ToBeVisibleAsync());
        await page.GotoAsync($"runs/{run}/bundle");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator(".diff").First).ToContainTextAsync("the second one");
        Assert.Empty(await Browser.BarriersAsync(page));
        await Browser.PictureAsync(page, "bundle-diff-light");

        await page.GotoAsync($"runs/{run}");
        await page.GetByText("Roll back …").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#run")).ToHaveAttributeAsync("data-kind", "rollback");
        await Steps.EndsAsync(page, "Verified");
        Assert.Equal("the first one", await ServedAsync(page.Url.Split('/')[^1]));

        await page.GetByText("Destroy …").ClickAsync();
        await page.GetByLabel("Type undone/dev").FillAsync("undone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Destroy" }).ClickAsync();
        await Assertions.Expect(page.Locator("#further-failure")).ToContainTextAsync("DC4083");
        Assert.Empty(await Browser.BarriersAsync(page));
        await Browser.PictureAsync(page, "destroy-light");
        await page.GetByLabel("Type undone/dev").FillAsync("undone/dev");
        await page.GetByRole(AriaRole.Button, new() { Name = "Destroy" }).ClickAsync();
        await Assertions.Expect(page.Locator("#run")).ToHaveAttributeAsync("data-kind", "destroy");
        await Steps.EndsAsync(page, "Destroyed");
        Assert.All(complaints, one => Assert.Contains("422", one, StringComparison.Ordinal)); // the wrong word, which the browser tells of
    }

    [RealFact(Browser.Variable, Browser.Axe)]
    public async Task Story_HostileZips_SayWhy()
    {
        var page = await browser.OpenAsync(served.Address);
        foreach (var (project, zip, code) in new[] { ("slips", SampleApp.Zip("../../evil", "x"), "DC31"), ("bomb", SampleApp.Zip("zeros.bin", new string('\0', 200 << 20)), "DC31") })
        {
            await Steps.FillAsync(page, "hello-node", project, null, zip);
            await Steps.GoAsync(page, "Run it");
            await Steps.EndsAsync(page, "Failed");
            await Assertions.Expect(page.Locator("#outcome")).ToContainTextAsync(code);
        }

        await Browser.PictureAsync(page, "hostile-light");
        Assert.Empty(await Browser.BarriersAsync(page));
    }

    [RealFact(Browser.Variable, Browser.Axe)]
    public async Task New_Settings_AreWrittenIntoTheRequirements()
    {
        var page = await browser.OpenAsync(served.Address);
        var complaints = Steps.Watch(page);
        await Steps.FillAsync(page, "hello-node", "settings");
        await page.GetByText("Settings", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Region").FillAsync("us-east-1");
        await page.GetByLabel("Region").BlurAsync();
        await page.GetByLabel("Strategy").SelectOptionAsync("canary");
        await page.Locator("#variable-name").FillAsync("GREETING");
        await page.Locator("#variable-value").FillAsync("Hi <b>");
        await page.Locator("#variable-add").ClickAsync();
        await page.Locator("#secret-name").FillAsync("API_KEY");
        await page.Locator("#secret-add").ClickAsync();
        var written = JsonNode.Parse(await page.Locator("#requirements").InputValueAsync())!;
        Assert.Equal(("us-east-1", "canary", "Hi <b>"), (written["region"]!.ToString(), written["deploy"]!["strategy"]!.ToString(), written["services"]!["web"]!["environment"]!["GREETING"]!.ToString()));
        Assert.Equal("ssm:/settings-secrets/prod/web/API_KEY", written["environments"]!["prod"]!["services"]!["web"]!["secrets"]!["API_KEY"]!.ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("web: API_KEY")).ToHaveAttributeAsync("type", "password");
        await page.GetByLabel("web: API_KEY").FillAsync("not to be seen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run it" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await Steps.EndsAsync(page, "Verified");
        await page.GotoAsync("new");
        await page.Locator("#requirements").FillAsync(written.ToJsonString());
        await page.Locator("#settings").EvaluateAsync("one => one.open = true");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("web: API_KEY")).ToHaveValueAsync("");
        await Browser.PictureAsync(page, "settings-light");
        await page.SetViewportSizeAsync(390, 900);
        await Browser.PictureAsync(page, "settings-light-390");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await Browser.BarriersAsync(page));
        Assert.Empty(complaints);
    }

    private async Task<string> ServedAsync(string run)
    {
        var url = JsonNode.Parse(await served.Http.GetStringAsync($"api/v1/runs/{run}"))!["url"]!.ToString();
        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(trusting);
        return await client.GetStringAsync(url);
    }
}
