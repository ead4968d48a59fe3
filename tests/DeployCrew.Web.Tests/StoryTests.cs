using System.Text.Json;
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
        var complaints = Watch(page);
        await FillAsync(page, "hello-static", "story");
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
        await LookAsync("runs/" + page.Url.Split('/')[^1], "run");
        await LookAsync("", "runs");
    }

    [RealFact(Browser.Variable, Browser.Axe)]
    public async Task Story_AppThatIsNotHealthy_SaysWhy()
    {
        var page = await browser.OpenAsync(served.Address);
        await FillAsync(page, "broken-health", "broken");
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

    // Light and dark, wide and narrow; nothing goes beyond the window's edge.
    private async Task LookAsync(string path, string name)
    {
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 390) })
        {
            var page = await browser.OpenAsync(served.Address, scheme, width);
            await page.GotoAsync(path);
            await Assertions.Expect(page.Locator(".badge", new() { HasText = "Verified" })).ToBeVisibleAsync();
            if (name == "run")
                await Assertions.Expect(page.Locator("#log")).ToContainTextAsync("the run has ended");
            await Browser.PictureAsync(page, $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}");
            Assert.Empty(await Browser.BarriersAsync(page));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than {width}");
            await File.AppendAllTextAsync(
                Path.Combine(Served.Root, "artifacts", "screenshots", "first-paint.txt"),
                $"{name} {width}: {await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime")} ms\n");
            await page.Context.CloseAsync();
        }
    }

    private static async Task FillAsync(IPage page, string sample, string project)
    {
        await page.GotoAsync("new");
        var requirements = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Served.Root, "samples", sample, "requirements.json")))!;
        requirements["project"] = project;
        await page.Locator("#requirements").FillAsync(requirements.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        await page.Locator("#app").SetInputFilesAsync(new FilePayload { Name = "app.zip", MimeType = "application/zip", Buffer = SampleApp.Zip(Path.Combine(Served.Root, "samples", sample, "app")) });
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\bbad\b")]
    private static partial System.Text.RegularExpressions.Regex BadBadge();

    // Scripts that fail, and what the page's policy blocks.
    private static List<string> Watch(IPage page)
    {
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        return complaints;
    }
}
