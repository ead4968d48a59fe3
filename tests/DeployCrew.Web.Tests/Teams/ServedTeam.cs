using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Web.Tests.Teams;

/// <summary>A team: a page and its database, and workers when a test starts them.</summary>
internal sealed class ServedTeam : IAsyncDisposable
{
    private readonly List<TeamProcess> workers = [];

    private ServedTeam(TeamDatabase database, TeamProcess server, HttpClient http)
    {
        Database = database;
        Server = server;
        Http = http;
    }

    public TeamDatabase Database { get; }

    public TeamProcess Server { get; }

    public HttpClient Http { get; }

    public static async Task<ServedTeam> StartAsync()
    {
        var database = await TeamDatabase.CreateAsync();
        using (var cloud = TeamProcess.Start(database.Home, database.Store, "local", "up", "--region", "eu-west-1"))
            await cloud.EndedAsync(); // workers that are killed do not take it with them
        var server = TeamProcess.Start(database.Home, database.Store, "serve", "--port", "0");
        return new ServedTeam(database, server, new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(await server.FirstLine), Timeout = TimeSpan.FromMinutes(10) });
    }

    public TeamProcess AddWorker(int takeover = 5)
    {
        var worker = TeamProcess.Start(
            Database.Home, Database.Store, "worker", "--targets", "local", "--takeover", $"{takeover}", "--name", $"w{workers.Count + 1}");
        workers.Add(worker);
        return worker;
    }

    /// <summary>Uploads a sample.</summary>
    public async Task<string> UploadAsync(string sample, string project)
    {
        var answer = await Http.PostAsync("api/v1/projects", Served.Form(sample, requirements => requirements["project"] = project));
        return (await ReadAsync(answer))["id"]!.ToString();
    }

    /// <summary>Asks for something that is a run; gives its name.</summary>
    public async Task<string> AskAsync(string path, object body) => (await ReadAsync(await Http.PostAsJsonAsync(path, body)))["runId"]!.ToString();

    public async Task<string> StartAsync(string sample, string project) =>
        await AskAsync("api/v1/runs", new { upload = await UploadAsync(sample, project), environment = "dev", target = "local" });

    /// <summary>A run, as soon as its state is one of these.</summary>
    public async Task<JsonNode> WaitAsync(string run, params string[] states) =>
        await Eventually.GetAsync(async () => (await Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!, one => states.Contains(one["state"]!.ToString()), 120);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Server.Dispose();
        foreach (var worker in workers)
            worker.Dispose();
        await Database.DisposeAsync();
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
