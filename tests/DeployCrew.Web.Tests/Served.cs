using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using DeployCrew.Core.Runs;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Web.Tests;

/// <summary>The page, served on a port of its own with a home of its own. Its local cloud goes with it.</summary>
public sealed class Served : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ServiceProvider services = null!;
    private WebApplication app = null!;

    public HttpClient Http { get; private set; } = null!;

    public string Home => folder.In("home");

    public Uri Address => Http.BaseAddress!;

    public WebApplication App => app;
    /// <summary>Every address that the page has.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public static string Root { get; } = FindRoot();

    public async Task InitializeAsync() => await StartAsync();

    /// <summary>Ends the server as Ctrl-C does, and starts another one on the same home.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await services.GetRequiredService<LocalCloudProcess>().StopAsync(CancellationToken.None);
        await StopAsync();
        folder.Dispose();
    }

    /// <summary>Uploads a sample, with changed requirements.</summary>
    public async Task<string> UploadAsync(string sample, Action<JsonNode>? change = null, byte[]? app = null)
    {
        var answer = await Http.PostAsync("api/v1/projects", Form(sample, change, app));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.ToString();
    }

    public static MultipartFormDataContent Form(string sample, Action<JsonNode>? change = null, byte[]? app = null)
    {
        var requirements = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "samples", sample, "requirements.json")))!;
        change?.Invoke(requirements);
        return new MultipartFormDataContent
        {
            { new StringContent(requirements.ToJsonString()), "requirements", "requirements.json" },
            { new ByteArrayContent(app ?? SampleApp.Zip(Path.Combine(Root, "samples", sample, "app"))), "app", "app.zip" },
        };
    }

    /// <summary>Starts a run in dev on the local cloud.</summary>
    public async Task<string> StartRunAsync(string upload)
    {
        var answer = await Http.PostAsJsonAsync("api/v1/runs", new { upload, environment = "dev", target = "local" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["runId"]!.ToString();
    }

    /// <summary>Posts what the server may refuse by its head: the body is held back until it is asked for, as curl does. Who sends it all the same may find the
    /// connection closed before the answer is read.</summary>
    public async Task<HttpResponseMessage> PostWaitingAsync(string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.ExpectContinue = true;
        return await Http.SendAsync(request);
    }

    /// <summary>Asks for something by the API.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Said)> PostAsync(string path, object? body = null)
    {
        var answer = await Http.PostAsJsonAsync(path, body ?? new { });
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync() is { Length: > 0 } text ? text : "{}")!);
    }

    /// <summary>Starts a run by the API and waits for its end.</summary>
    /// <returns>Its summary.</returns>
    public async Task<JsonNode> RunAsync(string path, object body)
    {
        var (status, said) = await PostAsync(path, body);
        Assert.True(status == HttpStatusCode.Accepted, said.ToJsonString());
        var run = said["runId"]!.ToString();
        await EventsAsync(run, "run.ended");
        return await Eventually.GetAsync(async () => (await Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!, one => one["state"]!.ToString() != "running");
    }

    /// <summary>Events of a run, after one, up to and with the first of a kind.</summary>
    public async Task<IReadOnlyList<SseItem<string>>> EventsAsync(string run, string until, string? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/runs/{run}/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        var events = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(limit.Token)).EnumerateAsync(limit.Token))
        {
            events.Add(item);
            if (item.EventType == until)
                break;
        }

        return events;
    }

    private async Task StartAsync()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        services = new ServiceCollection().AddSingleton(new Home(Home))
            .AddDeployCrew(new DeployCrewOptions(["dotnet", Path.Combine(Root, "artifacts", "bin", "DeployCrew.Cli", configuration, "DeployCrew.Cli.dll")])).BuildServiceProvider();
        app = await WebServer.StartAsync(new WebOptions(System.Net.IPAddress.Loopback, 0) { LargestUpload = 1 << 20 }, services, CancellationToken.None);
        // As a script does it: without cookies.
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = WebServer.AddressOf(app) };
    }

    private async Task StopAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await services.DisposeAsync();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DeployCrew.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
