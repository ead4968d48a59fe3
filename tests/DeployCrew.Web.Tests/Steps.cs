using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace DeployCrew.Web.Tests;

/// <summary>What people do on the pages, again and again.</summary>
internal static class Steps
{
    /// <summary>Gives the form of a new run a sample's two files.</summary>
    public static async Task FillAsync(IPage page, string sample, string project, Action<JsonNode>? change = null, byte[]? zip = null)
    {
        await page.GotoAsync("new");
        var requirements = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Served.Root, "samples", sample, "requirements.json")))!;
        requirements["project"] = project;
        change?.Invoke(requirements);
        await page.Locator("#requirements").FillAsync(requirements.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        await page.Locator("#app").SetInputFilesAsync(new FilePayload { Name = "app.zip", MimeType = "application/zip", Buffer = zip ?? SampleApp.Zip(Path.Combine(Served.Root, "samples", sample, "app")) });
    }

    /// <summary>Goes on to what would happen, and chooses what to do then.</summary>
    public static async Task GoAsync(IPage page, string button)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
    }

    /// <summary>Waits for a run's end.</summary>
    public static Task EndsAsync(IPage page, string state) => Assertions.Expect(page.Locator("#state")).ToHaveTextAsync(state);

    /// <summary>Scripts that fail, and what the page's policy blocks.</summary>
    public static List<string> Watch(IPage page)
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

    /// <summary>Looks at a page light and dark, wide and narrow: nothing goes beyond the window's edge, nothing is in anybody's way.</summary>
    public static async Task LookAsync(Browser browser, Served served, string path, string name, Func<IPage, Task> drawn)
    {
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 390) })
        {
            var page = await browser.OpenAsync(served.Address, scheme, width);
            await page.GotoAsync(path);
            await drawn(page);
            await Browser.PictureAsync(page, $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}");
            Assert.Empty(await Browser.BarriersAsync(page));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than {width}");
            await Browser.NotePaintAsync(page, $"{name} {width}");
            await page.Context.CloseAsync();
        }
    }
}
