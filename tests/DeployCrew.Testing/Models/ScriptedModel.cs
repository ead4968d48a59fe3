using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Testing.Models;

/// <summary>
/// An OpenAI-compatible endpoint whose every answer is scripted. What it sends has the form of https://platform.openai.com/docs/api-reference/chat-streaming;
/// OpenAI's own client for Node.js reads it in <c>tests/models</c>.
/// </summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<JsonNode, int, Turn> script;
    private readonly ConcurrentQueue<JsonNode> requests = new();
    private int count;

    private ScriptedModel(Func<JsonNode, int, Turn> script)
    {
        this.script = script;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.MapPost("/v1/chat/completions", AnswerAsync);
    }

    /// <summary>Base address for the settings of models.</summary>
    public Uri Endpoint => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1");

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<JsonNode> Requests => [.. requests];

    /// <summary>Says nothing of tokens, as some servers do.</summary>
    public bool HidesUsage { get; init; }

    /// <summary>Answers with the turns in their order; once they are used up, with the last.</summary>
    public static Task<ScriptedModel> StartAsync(params Turn[] turns) => StartAsync((_, index) => turns[Math.Min(index, turns.Length - 1)]);

    /// <summary>Answers with what a function makes of a request and its number.</summary>
    public static async Task<ScriptedModel> StartAsync(Func<JsonNode, int, Turn> script, bool hidesUsage = false)
    {
        var model = new ScriptedModel(script) { HidesUsage = hidesUsage };
        await model.app.StartAsync();
        return model;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        requests.Enqueue(request);
        var turn = script(request, Interlocked.Increment(ref count) - 1);
        if (turn is Turn.Fails failure)
        {
            await FailAsync(context.Response, failure);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        var answer = new StreamedAnswer(context.Response, (string)request["model"]!, HidesUsage ? 0 : request.ToJsonString().Length / 4);
        await answer.WriteAsync(turn, context.RequestAborted);
    }

    private static Task FailAsync(HttpResponse response, Turn.Fails failure)
    {
        response.StatusCode = failure.Status;
        if (failure.RetryAfter is not null)
            response.Headers.RetryAfter = failure.RetryAfter;
        return response.WriteAsJsonAsync(new { error = new { message = failure.Message, type = "error", code = failure.Code } }, JsonSerializerOptions.Web);
    }
}
