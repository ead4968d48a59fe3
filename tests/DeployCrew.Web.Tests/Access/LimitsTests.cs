using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Web.Tests.Access;

/// <summary>Clients that send too much, too slowly or too often.</summary>
public sealed class LimitsTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ServiceProvider services = null!;
    private WebApplication app = null!;
    private HttpClient http = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        await services.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Upload_ThatTrickles_IsEndedAndNothingIsLeft()
    {
        await StartAsync(new WebLimits { SlowestBody = 10_000, SlowStart = TimeSpan.FromSeconds(2) });
        Assert.StartsWith("HTTP/1.1 408", await TrickleAsync(), StringComparison.Ordinal);
        await Eventually.GetAsync(() => Task.FromResult(Uploads()), left => left.Length == 0);
    }

    [Fact]
    public async Task Upload_ThatTakesTooLong_IsEndedAndNothingIsLeft()
    {
        await StartAsync(new WebLimits { SlowestBody = 1, Upload = TimeSpan.FromSeconds(2) });
        var answer = await TrickleAsync();
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("DC9153", answer, StringComparison.Ordinal);
        await Eventually.GetAsync(() => Task.FromResult(Uploads()), left => left.Length == 0);
    }

    [Fact]
    public async Task Upload_WhoseClientGoesAway_LeavesNothing()
    {
        await StartAsync(new WebLimits());
        using (var client = await BeginUploadAsync())
            await Eventually.GetAsync(() => Task.FromResult(Uploads()), begun => begun.Length == 1);
        await Eventually.GetAsync(() => Task.FromResult(Uploads()), left => left.Length == 0);
    }

    [Fact]
    public async Task Headers_ThatDoNotEnd_AreNotWaitedFor()
    {
        await StartAsync(new WebLimits { Headers = TimeSpan.FromSeconds(1) });
        using var client = await ConnectAsync("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        Assert.StartsWith("HTTP/1.1 408", await ReadAsync(client), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/v1/runs", 65)]
    [InlineData("api/v1/validate", 257)]
    public async Task Body_LargerThanItMayBe_Is413(string path, int kilobytes)
    {
        await StartAsync(new WebLimits());
        http.DefaultRequestHeaders.ExpectContinue = true; // a body that is sent all the same may find the connection closed
        var answer = await http.PostAsync(path, new StringContent("\"" + new string('x', kilobytes << 10) + "\"", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Validate_UpToItsOwnLimit_IsTaken()
    {
        await StartAsync(new WebLimits());
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("api/v1/validate", new StringContent(new string(' ', 200 << 10)))).StatusCode);
    }

    [Fact]
    public async Task Requests_TooMany_Are429WithWhenToComeAgain()
    {
        await StartAsync(new WebLimits { RequestsPerMinute = 5 });
        for (var count = 0; count < 5; count++)
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("api/v1/runs")).StatusCode);
        var answer = await http.GetAsync("api/v1/runs");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("DC9147", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.ToString());
    }

    [Fact]
    public async Task Streams_MoreThanEachMayHave_Are429UntilOneEnds()
    {
        await StartAsync(new WebLimits { StreamsOfEach = 2 });
        var first = await StreamAsync();
        using var second = await StreamAsync();
        using (var third = await StreamAsync())
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode, third.StatusCode));
        first.Dispose();
        await Eventually.GetAsync(async () =>
        {
            using var next = await StreamAsync();
            return next.StatusCode;
        }, status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Event_WhoseTextHasLineBreaks_StaysOneEvent()
    {
        await StartAsync(new WebLimits());
        const string Evil = "a\n\ndata: forged\r\revent: run.ended\r\nid: 99\n\n";
        var run = Written(Evil, Evil);
        using var answer = await http.GetAsync($"api/v1/runs/{run}/events", HttpCompletionOption.ResponseHeadersRead);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var events = new List<System.Net.ServerSentEvents.SseItem<string>>();
        await foreach (var one in System.Net.ServerSentEvents.SseParser.Create(await answer.Content.ReadAsStreamAsync(limit.Token)).EnumerateAsync(limit.Token))
        {
            events.Add(one);
            if (events.Count == 3)
                break;
        }

        Assert.Equal(["run.started", "stage.progress", "stage.ended"], events.Select(one => one.EventType));
        Assert.Equal(["1", "2", "3"], events.Select(one => one.EventId));
        Assert.Equal(Evil, JsonNode.Parse(events[1].Data)!["data"]!.ToString());
    }

    private async Task StartAsync(WebLimits limits)
    {
        services = new ServiceCollection().AddSingleton(new Home(folder.In("home"))).AddDeployCrew(new DeployCrewOptions(["false"])).BuildServiceProvider();
        app = await WebServer.StartAsync(new WebOptions(IPAddress.Loopback, 0) { Limits = limits }, services, CancellationToken.None);
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = WebServer.AddressOf(app) };
    }

    private string[] Uploads() => Directory.Exists(folder.In("home/uploads")) ? Directory.GetFileSystemEntries(folder.In("home/uploads")) : [];

    private Task<HttpResponseMessage> StreamAsync() => http.GetAsync($"api/v1/runs/{Written("x", "y")}/events", HttpCompletionOption.ResponseHeadersRead);

    private string Written(string progress, string error)
    {
        const string Id = "20260101-000000-x-dev-0001";
        if (Directory.Exists(folder.In("home/runs", Id)))
            return Id;
        using var journal = Journal.Open(Path.Combine(Directory.CreateDirectory(folder.In("home/runs", Id)).FullName, "journal.jsonl"), TimeProvider.System);
        journal.Append(JournalKinds.RunStarted, null, null, new RunRequest("r.json", null, "x", "dev", "local"));
        journal.Append(JournalKinds.Progress, "plan", null, progress);
        journal.Append(JournalKinds.StageEnded, "plan", null, new StageResult("plan", StageStatus.Failed, 1, null, new Core.Errors.ErrorReport("DC1000", error, error, [error])));
        return Id;
    }

    private async Task<string> TrickleAsync()
    {
        using var client = await BeginUploadAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = ReadAsync(client);
        while (!answer.IsCompleted && !limit.IsCancellationRequested)
        {
            try
            {
                await client.GetStream().WriteAsync("x"u8.ToArray(), limit.Token);
            }
            catch (IOException)
            {
                break; // it has hung up
            }

            await Task.WhenAny(answer, Task.Delay(50, limit.Token));
        }

        return await answer;
    }

    private Task<TcpClient> BeginUploadAsync() => ConnectAsync(
        "POST /api/v1/projects HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 400000\r\n\r\n"
        + "--x\r\nContent-Disposition: form-data; name=\"app\"; filename=\"app.zip\"\r\n\r\nPK");

    private async Task<TcpClient> ConnectAsync(string text)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, http.BaseAddress!.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        return client;
    }

    private static async Task<string> ReadAsync(TcpClient client)
    {
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            for (int read; (read = await client.GetStream().ReadAsync(buffer, limit.Token)) > 0;)
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // What came before the reset counts.
        }

        return text.ToString();
    }
}
