using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Web.Tests;

/// <summary>Whole runs by the API, on the local cloud.</summary>
[Trait("Category", "long")]
public sealed class RunsApiTests(Served served) : IClassFixture<Served>
{
    [Fact]
    public async Task Run_Uploaded_EndsVerifiedAndEveryStreamTellsAllOfIt()
    {
        var run = await served.StartRunAsync(await served.UploadAsync("hello-static", requirements => requirements["project"] = "told"));
        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => served.EventsAsync(run, "run.ended")));

        var ids = streams[0].Select(one => long.Parse(one.EventId!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(7, streams[0].Count(one => one.EventType == "stage.ended"));
        Assert.All(streams, stream => Assert.Equal(ids, stream.Select(one => long.Parse(one.EventId!, CultureInfo.InvariantCulture))));
        // A stream that broke off in the middle goes on after it.
        var middle = ids.Count / 2;
        var rest = await served.EventsAsync(run, "run.ended", ids[middle].ToString(CultureInfo.InvariantCulture));
        Assert.Equal(ids[(middle + 1)..], rest.Select(one => long.Parse(one.EventId!, CultureInfo.InvariantCulture)));

        var summary = (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!;
        Assert.Equal("verified", summary["state"]!.ToString());
        Assert.StartsWith("https://localhost:", summary["url"]!.ToString(), StringComparison.Ordinal);
        foreach (var file in new[] { "evidence.json", "evidence.dsse.json", "report.md", "timeline.svg" })
            Assert.Equal(HttpStatusCode.OK, (await served.Http.GetAsync($"api/v1/runs/{run}/files/{file}")).StatusCode);
        var log = await served.Http.GetAsync($"api/v1/runs/{run}/logs/build");
        Assert.NotEmpty(await log.Content.ReadAsStringAsync());
        Assert.Empty(await served.Http.GetStringAsync($"api/v1/runs/{run}/logs/build?from={log.Headers.GetValues("X-Next").Single()}"));
        Assert.Contains("No run is like that", await served.Http.GetStringAsync("?state=failed&project=told"), StringComparison.Ordinal);
        Assert.Contains("9 of 9 checks hold", await served.Http.GetStringAsync($"runs/{run}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenTheServerEnds_IsStoppedAndResumedByTheNext()
    {
        var run = await served.StartRunAsync(await served.UploadAsync("hello-dotnet", requirements => requirements["project"] = "restarted"));
        await served.EventsAsync(run, "stage.started");
        await served.RestartAsync();

        Assert.Equal("stopped", (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!["state"]!.ToString());
        var resumed = await served.Http.PostAsync($"api/v1/runs/{run}/resume", null);
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await served.Http.PostAsync($"api/v1/runs/{run}/resume", null)).StatusCode);
        await served.EventsAsync(run, "run.ended");

        var summary = await Eventually.GetAsync(async () => (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!, one => one["state"]!.ToString() != "running");
        Assert.Equal("verified", summary["state"]!.ToString());
    }

    [Fact]
    public async Task Run_Cancelled_IsStoppedAndCanBeResumed()
    {
        var run = await served.StartRunAsync(await served.UploadAsync("hello-dotnet", requirements => requirements["project"] = "cancelled"));
        await served.EventsAsync(run, "stage.started");

        Assert.Equal(HttpStatusCode.Accepted, (await served.Http.PostAsync($"api/v1/runs/{run}/cancel", null)).StatusCode);
        await served.EventsAsync(run, "run.cancelled");

        var summary = await Eventually.GetAsync(async () => (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!, one => one["state"]!.ToString() != "running");
        Assert.Equal("stopped", summary["state"]!.ToString());
        Assert.Equal(HttpStatusCode.Conflict, (await served.Http.PostAsync($"api/v1/runs/{run}/cancel", null)).StatusCode);
    }
}
