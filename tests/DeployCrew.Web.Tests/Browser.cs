using System.Text.Json;
using Microsoft.Playwright;

namespace DeployCrew.Web.Tests;

/// <summary>Debian's Chromium, driven by Playwright, with a profile of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Variable = "DEPLOYCREW_TEST_CHROMIUM";
    public const string Axe = "DEPLOYCREW_TEST_AXE";
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } program)
            return; // its tests are skipped, or fail where they must not be
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A window on the page.</summary>
    public async Task<IPage> OpenAsync(Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <summary>Keeps a picture of it: artifacts/screenshots.</summary>
    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Served.Root, "artifacts", "screenshots", name + ".png"), FullPage = true });

    /// <summary>Notes when something was first drawn: artifacts/screenshots/first-paint.txt.</summary>
    public static async Task NotePaintAsync(IPage page, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Served.Root, "artifacts", "screenshots"));
        var paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, "first-paint.txt"), $"{name}: {paint} ms\n");
    }

    /// <summary>What axe-core finds that is serious or critical.</summary>
    public static async Task<IReadOnlyList<string>> BarriersAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Environment.GetEnvironmentVariable(Axe)!));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(one => [one.impact, one.id, one.nodes.map(node => node.html).join(' ')])");
        return [.. found.EnumerateArray().Where(one => one[0].GetString() is "serious" or "critical").Select(one => $"{one[0]} {one[1]}: {one[2]}")];
    }
}
