using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>The part of GitHub's API that the action uses, for one repository. Every exchange is kept, and held against GitHub's OpenAPI description
/// by tests/github/exchanges.mjs.</summary>
internal sealed class GitHubStandIn : IAsyncDisposable
{
    public const string Token = "ghs_stand-in";
    private readonly WebApplication app;
    private readonly ConcurrentQueue<JsonObject> exchanges = new();
    private int failures;
    private int lost;

    private GitHubStandIn()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Comments by the order in which they were written.</summary>
    public List<(long Id, string Author, string Body)> Comments { get; } = [];

    /// <summary>Files of the base branch.</summary>
    public Dictionary<string, string> Files { get; } = [];

    /// <summary>Reviews of the workflow's run: who approved which environment.</summary>
    public List<(string State, string User, string Environment)> Approvals { get; } = [];

    /// <summary>Files of releases, by their path.</summary>
    public Dictionary<string, byte[]> Downloads { get; } = [];

    /// <summary>Whether the token may write comments.</summary>
    public bool MayComment { get; set; } = true;

    public static async Task<GitHubStandIn> StartAsync()
    {
        var standIn = new GitHubStandIn();
        await standIn.app.StartAsync();
        return standIn;
    }

    /// <summary>Answers so many calls with 502, and does nothing for them.</summary>
    public void Fail(int times) => failures = times;

    /// <summary>Does what so many writes ask, and answers 502.</summary>
    public void Lose(int times) => lost = times;

    /// <summary>Exchanges, one JSON object a line.</summary>
    public string Exchanges() => string.Concat(exchanges.Select(one => one.ToJsonString() + "\n"));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value!);
        if (Downloads.TryGetValue(path, out var file))
        {
            await context.Response.Body.WriteAsync(file);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var request = await reader.ReadToEndAsync() is { Length: > 0 } text ? JsonNode.Parse(text) : null;
        var (status, answer) = context.Request.Headers.Authorization != $"Bearer {Token}" ? (401, Refusal("Bad credentials"))
            : failures-- > 0 ? (502, null) : Answer(method, path, context.Request.Query, request);
        if (method != "GET" && lost-- > 0)
            status = 502;
        exchanges.Enqueue(new JsonObject
        {
            ["method"] = method,
            ["path"] = path,
            ["query"] = new JsonObject(context.Request.Query.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value.ToString()))),
            ["request"] = request?.DeepClone(),
            ["status"] = status,
            ["response"] = answer is JsonValue ? null : answer?.DeepClone(),
        });
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer is JsonValue raw ? raw.ToString() : answer?.ToJsonString() ?? "");
    }

    private (int Status, JsonNode? Answer) Answer(string method, string path, IQueryCollection query, JsonNode? request)
    {
        var parts = path.Trim('/').Split('/');
        return (method, parts) switch
        {
            ("GET", ["user"]) => (403, Refusal("Resource not accessible by integration")),
            ("GET", ["repos", _, _, "issues", _, "comments"]) => (200, new JsonArray([.. Page(query).Select(Comment)])),
            (_, ["repos", _, _, "issues", ..]) when !MayComment => (403, Refusal("Resource not accessible by integration")),
            ("POST", ["repos", _, _, "issues", _, "comments"]) => Write(null, request),
            ("PATCH", ["repos", _, _, "issues", "comments", var id]) => Write(long.Parse(id, CultureInfo.InvariantCulture), request),
            ("GET", ["repos", _, _, "contents", .. var file]) => Files.TryGetValue(string.Join('/', file), out var text) ? (200, JsonValue.Create(text)) : (404, Refusal("Not Found")),
            ("GET", ["repos", _, _, "actions", "runs", _, "approvals"]) => (200, new JsonArray([.. Approvals.Select(Approval)])),
            _ => (404, Refusal("Not Found")),
        };
    }

    private IEnumerable<(long Id, string Author, string Body)> Page(IQueryCollection query)
    {
        var size = int.Parse(query["per_page"].ToString(), CultureInfo.InvariantCulture);
        return Comments.Skip((int.Parse(query["page"].ToString(), CultureInfo.InvariantCulture) - 1) * size).Take(size);
    }

    // https://docs.github.com/en/rest/issues/comments: a longer body is refused.
    private (int Status, JsonNode? Answer) Write(long? id, JsonNode? request)
    {
        var body = request!["body"]!.ToString();
        if (body.Length > 65_536)
            return (422, Refusal("Body is too long (maximum is 65536 characters)"));
        var index = id is null ? Comments.Count : Comments.FindIndex(comment => comment.Id == id);
        if (index < 0)
            return (404, Refusal("Not Found"));
        if (id is null)
            Comments.Add((1000 + index, "github-actions[bot]", body));
        else
            Comments[index] = Comments[index] with { Body = body };
        return (id is null ? 201 : 200, Comment(Comments[index]));
    }

    private JsonObject Comment((long Id, string Author, string Body) comment) => new()
    {
        ["id"] = comment.Id,
        ["node_id"] = $"IC_{comment.Id}",
        ["url"] = Link($"comments/{comment.Id}"),
        ["html_url"] = Link($"c{comment.Id}"),
        ["issue_url"] = Link("issues/7"),
        ["body"] = comment.Body,
        ["user"] = User(comment.Author),
        ["created_at"] = "2026-11-21T10:00:00Z",
        ["updated_at"] = "2026-11-21T10:00:00Z",
        ["author_association"] = "NONE",
    };

    private JsonObject Approval((string State, string User, string Environment) approval) => new()
    {
        ["state"] = approval.State,
        ["comment"] = "",
        ["user"] = User(approval.User),
        ["environments"] = new JsonArray(new JsonObject { ["id"] = 1, ["name"] = approval.Environment, ["created_at"] = "2026-11-21T10:00:00Z" }),
    };

    private JsonObject User(string login)
    {
        var user = new JsonObject { ["login"] = login, ["id"] = 1, ["node_id"] = "U_1", ["gravatar_id"] = "", ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User", ["site_admin"] = false };
        foreach (var name in new[] { "avatar", "events", "followers", "following", "gists", "html", "organizations", "received_events", "repos", "starred", "subscriptions" })
            user[$"{name}_url"] = Link(name);
        user["url"] = Link("user");
        return user;
    }

    private string Link(string what) => $"{Address}{what}";

    private static JsonObject Refusal(string message) => new() { ["message"] = message, ["documentation_url"] = "https://docs.github.com/rest" };
}
