using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Api.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Rehearsal.Tests.Clients;

/// <summary>Stands between AWS clients and the local cloud, passes everything on as it is, and writes it down for tests/real/wire-check.py.</summary>
internal sealed class WireRecorder : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly HttpClient client = new();
    private readonly WebApplication app;

    private WireRecorder(WebApplication app) => this.app = app;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Where requests go.</summary>
    public Uri Target { get; set; } = null!;

    /// <summary>An exchange a line.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    public static async Task<WireRecorder> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var recorder = new WireRecorder(builder.Build());
        recorder.app.Run(recorder.PassAsync);
        await recorder.app.StartAsync();
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), AsItIs(context))
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not ("Content-Length" or "Connection" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsByteArrayAsync();
        // What is in CBOR is written down as the JSON that means the same.
        var cbor = context.Request.Headers[CborProtocol.Header].Count > 0 ? context.Request.Path.Value!.Split('/') : [];
        string Text(byte[] content) => cbor.Length > 0 ? CborCodec.Read(content).ToJsonString() : Encoding.UTF8.GetString(content);
        lines.Enqueue(JsonSerializer.Serialize(new
        {
            // …Credential=AKID/20261121/eu-west-1/ecs/aws4_request, …
            service = context.Request.Headers.Authorization.ToString().Split('/').ElementAtOrDefault(3) ?? "",
            target = cbor is ["", "service", var prefix, "operation", var operation] ? $"{prefix}.{operation}" : context.Request.Headers["X-Amz-Target"].ToString(),
            method = context.Request.Method,
            path = context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            status = (int)answer.StatusCode,
            // A query request may stand in the address.
            request = body.Length == 0 ? context.Request.QueryString.Value?.TrimStart('?') ?? "" : Text(body.ToArray()),
            response = Text(text),
        }));
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is "ETag" or "Last-Modified" or CborProtocol.Header || (header.Key is "Content-Length" && HttpMethods.IsHead(context.Request.Method)) || header.Key.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        if (text.Length > 0)
            await context.Response.Body.WriteAsync(text);
    }

    // What is signed is the path as it was sent.
    private Uri AsItIs(HttpContext context) => new(
        Target.GetLeftPart(UriPartial.Authority) + context.Features.Get<IHttpRequestFeature>()!.RawTarget, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
