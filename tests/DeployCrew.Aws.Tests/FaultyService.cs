using System.Collections.Concurrent;
using System.Net;
using System.Text;
using DeployCrew.Aws.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Aws.Tests;

/// <summary>What arrived at a <see cref="FaultyService"/>.</summary>
internal sealed record Arrival(string Method, string Path, string Query, string Target, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Name of the operation.</summary>
    public string Operation => Target.Length > 0 ? Target[(Target.LastIndexOf('.') + 1)..]
        : Body.Split('&').FirstOrDefault(pair => pair.StartsWith("Action=", StringComparison.Ordinal))?["Action=".Length..] ?? "";
}

/// <summary>A service on loopback that answers as a test says, badly too, and counts what arrived.</summary>
internal sealed class FaultyService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Arrival> arrivals = new();
    private readonly CancellationTokenSource end = new();

    private FaultyService(WebApplication app) => this.app = app;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IReadOnlyList<Arrival> Arrivals => [.. arrivals];

    /// <summary>Without waiting between attempts.</summary>
    public AwsConnection Connection => new("eu-west-1")
    {
        Endpoint = Address,
        AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        SecretAccessKey = new("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        Retries = new AwsRetries { Attempts = 3, FirstPause = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(1), Deadline = TimeSpan.FromSeconds(20) },
    };

    /// <param name="answer">Answers the request of that number (0 is the first).</param>
    public static async Task<FaultyService> StartAsync(Func<int, Arrival, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var service = new FaultyService(builder.Build());
        service.app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var arrival = new Arrival(
                context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", context.Request.Headers["X-Amz-Target"].ToString(), body,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            int number;
            lock (service)
            {
                number = service.arrivals.Count;
                service.arrivals.Enqueue(arrival);
            }

            await answer(number, arrival, context);
        });
        await service.app.StartAsync();
        return service;
    }

    /// <summary>Answers in order; the last one stays.</summary>
    public static Task<FaultyService> StartAsync(params Func<HttpContext, Task>[] answers) =>
        StartAsync((number, _, context) => answers[Math.Min(number, answers.Length - 1)](context));

    public static Func<HttpContext, Task> Json(string body, int status = 200) => context => WriteAsync(context, status, "application/x-amz-json-1.1", body);

    public static Func<HttpContext, Task> Error(int status, string code, string message = "said no") =>
        Json($$"""{"__type":"com.amazonaws.x#{{code}}","message":"{{message}}"}""", status);

    /// <summary>Cuts the connection after the request was read.</summary>
    public static Task Cut(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Begins an answer and cuts it off.</summary>
    public static async Task CutAnswer(HttpContext context)
    {
        context.Response.ContentType = "application/x-amz-json-1.1";
        context.Response.ContentLength = 1000;
        await context.Response.Body.WriteAsync("{\"a\""u8.ToArray());
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>Never answers.</summary>
    public Task Hang(HttpContext context) => Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, end.Token).Token)
        .ContinueWith(_ => { }, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await app.DisposeAsync();
    }

    public static async Task WriteAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Headers["x-amzn-RequestId"] = "11111111-2222";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }
}
