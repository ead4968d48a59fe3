using DeployCrew.Testing;
using DeployCrew.Web.Tests.Teams;
using Microsoft.Playwright;

namespace DeployCrew.Web.Tests;

/// <summary>A server that is killed under somebody's eyes.</summary>
[Trait("Category", "real")]
public sealed class KilledServerTests(Browser browser) : IClassFixture<Browser>
{
    [RealFact(Browser.Variable)]
    public async Task Story_ServerIsKilledInARun_TheNextOneResumesIt()
    {
        using var folder = new TemporaryFolder();
        var home = Directory.CreateDirectory(folder.In("home")).FullName;
        try
        {
            using var first = TeamProcess.Start(home, "", "serve", "--port", "0");
            var address = new Uri(await first.FirstLine);
            var page = await browser.OpenAsync(address);
            await Steps.FillAsync(page, "hello-dotnet", "survivor");
            await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Run it" }).ClickAsync();
            await page.WaitForURLAsync("**/runs/*");
            await Assertions.Expect(page.Locator("[data-stage=plan]")).ToHaveAttributeAsync("data-status", "done");
            await first.KillAsync();

            using var second = TeamProcess.Start(home, "", "serve", "--port", $"{address.Port}");
            await second.FirstLine;
            await page.ReloadAsync();
            await Steps.EndsAsync(page, "Stopped");
            await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
            await Steps.EndsAsync(page, "Verified");
            await Assertions.Expect(page.Locator("#log")).ToContainTextAsync("the run goes on");
            await Assertions.Expect(page.Locator("[data-status=done]")).ToHaveCountAsync(7);
        }
        finally
        {
            using var down = TeamProcess.Start(home, "", "local", "down");
            await down.EndedAsync();
        }
    }
}
