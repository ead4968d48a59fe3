using DeployCrew.Testing;
using Microsoft.Playwright;

namespace DeployCrew.Web.Tests;

/// <summary>What a person does with the page, in a real browser.</summary>
[Trait("Category", "real")]
public sealed partial class StoryTests(Served served, Browser browser) : IClassFixture<Served>, IClassFixture<Browser>
{
    [RealFact(Browser.Variable, Browser.Axe)]
    public async Task Story_TwoFilesIn_AVerifiedServiceOut()
    {
        var page = await browser.OpenAsync(served.Address);
        var complaints = Steps.Watch(page);
        await Steps.FillAsync(page, "hello-static", "story");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "3. What would happen" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#diagram")).ToHaveJSPropertyAsync("complete", true);
        await Browser.PictureAsync(page, "new-light");
        Assert.Empty(await Browser.BarriersAsync(page));

        await page.GetByRole(AriaRole.Button, new() { Name = "Run it" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("Verified");

        await Assertions.Expect(page.Locator("[data-status=done]")).ToHaveCountAsync(7);
        await Assertions.Expect(page.GetByText("Serves at")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#log")).ToContainTextAsync("verify done: 9 of 9 checks hold");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "evidence.json" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await Steps.LookAsync(browser, served, "runs/" + page.Url.Split('/')[^1], "run", page => Assertions.Expect(page.Locator("#log")).ToContainTextAsync("the run has ended"));
        await Steps.LookAsync(browser, served, "", "runs", page => Assertions.Expect(page.Locator(".badge", new() { HasText = "Verified" }).First).ToBeVisibleAsync());
    }

    [RealFact(Browser.Variable, Browser.Axe)]
    public async Task Story_AppThatIsNotHealthy_SaysWhy()
    {
        var page = await browser.OpenAsync(served.Address);
        await Steps.FillAsync(page, "broken-health", "broken");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run it" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");

        await Assertions.Expect(page.Locator("#state .badge")).ToHaveClassAsync(BadBadge());
        await Assertions.Expect(page.Locator("#outcome")).ToContainTextAsync("DC5");
        await page.GetByText("Why", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#outcome pre")).ToContainTextAsync("500");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        await Browser.PictureAsync(page, "broken-light");
        Assert.Empty(await Browser.BarriersAsync(page));
    }

    [RealFact(Browser.Variable, Browser.Axe)]
    public async Task New_ProblemsWhileTyping_AreShownAtTheirLines()
    {
        var page = await browser.OpenAsync(served.Address, ColorScheme.Dark);
        await page.GotoAsync("new");
        await page.Locator("#requirements").FillAsync("{\n  \"version\": 1,\n  \"project\": \"A B\"\n}");
        await page.GetByRole(AriaRole.Button, new() { Name = "3:" }).First.ClickAsync();
        Assert.True(await page.EvaluateAsync<int>("document.getElementById('requirements').selectionStart") > 10);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" })).ToBeDisabledAsync();
        await Browser.PictureAsync(page, "problems-dark");
        Assert.Empty(await Browser.BarriersAsync(page));
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\bbad\b")]
    private static partial System.Text.RegularExpressions.Regex BadBadge();
}
