using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;
using Microsoft.Playwright;

namespace DeployCrew.Web.Tests;

/// <summary>A log of a hundred thousand lines.</summary>
public sealed class LongLogTests(Served served, Browser browser) : IClassFixture<Served>, IClassFixture<Browser>
{
    private const int Lines = 100_000;

    [Fact]
    public async Task Log_OfALongJournal_IsReadFromItsEndAndBackwards()
    {
        var run = Written("20260101-000000-long-dev-1000");
        var page = await served.Http.GetStringAsync($"runs/{run}");
        Assert.Contains($"line {Lines - 1} ", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"line {Lines - 600} ", page, StringComparison.Ordinal);

        var end = (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}/log"))!;
        Assert.Equal(1000, end["lines"]!.AsArray().Count);
        Assert.Equal(Lines + 1, end["last"]!.GetValue<long>());
        var before = (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}/log?before={end["first"]}"))!;
        Assert.EndsWith($"line {Lines - 1001} of what a build says, which is of an ordinary length", before["lines"]![999]!.ToString(), StringComparison.Ordinal);
        var first = (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}/log?before=3"))!;
        Assert.False(first["hasEarlier"]!.GetValue<bool>());
        Assert.Equal(["00:00:00   line 0 of what a build says, which is of an ordinary length"], first["lines"]!.AsArray().Skip(1).Select(one => one!.ToString()));
        // A stream goes on where the page ends, and a long one is told as it is.
        Assert.Equal((Lines + 1).ToString(CultureInfo.InvariantCulture), (await served.EventsAsync(run, "stage.progress", Lines.ToString(CultureInfo.InvariantCulture)))[0].EventId);
    }

    [RealFact(Browser.Variable)]
    [Trait("Category", "real")]
    public async Task Page_OfALongLog_PaintsAtOnceAndReachesItsEnd()
    {
        var run = Written("20260101-000000-long-dev-1001");
        await served.Http.GetStringAsync(""); // the first answer of a program is not the page's
        var page = await browser.OpenAsync(served.Address);
        foreach (var look in new[] { "first", "second" })
        {
            await page.GotoAsync($"runs/{run}");
            await Assertions.Expect(page.Locator("#log")).ToContainTextAsync($"line {Lines - 1} ");
            await Browser.NotePaintAsync(page, $"run with {Lines} log lines, {look} look");
            Assert.True(await page.EvaluateAsync<bool>("(() => { const log = document.getElementById('log'); return log.scrollTop + log.clientHeight >= log.scrollHeight - 8; })()"));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Load earlier lines" }).ClickAsync();
        await Assertions.Expect(page.Locator("#log .part")).ToHaveCountAsync(2);
        Assert.Equal(1500, await page.EvaluateAsync<int>("document.getElementById('log').textContent.trim().split('\\n').length"));
        Append(run, 20_000);
        await Assertions.Expect(page.Locator("#log .part").Last).ToContainTextAsync($"line {Lines + 19_999} ");
    }

    private string Written(string id)
    {
        WrittenRun.In(served.Home, id, new RunRequest($"{served.Home}/r.json", null, "long", "dev", "local"));
        Append(id, Lines, 0);
        return id;
    }

    private void Append(string id, int count, int from = Lines)
    {
        using var file = new StreamWriter(Path.Combine(served.Home, "runs", id, "journal.jsonl"), append: true);
        for (var i = from; i < from + count; i++)
        {
            file.Write(JsonSerializer.Serialize(new JournalEntry(
                i + 2, DateTimeOffset.UnixEpoch, JournalKinds.Progress, "build", null, JsonSerializer.SerializeToElement($"line {i} of what a build says, which is of an ordinary length")), JsonFormat.Compact) + "\n");
        }
    }
}
