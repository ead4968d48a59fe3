using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Tests.Aws;

/// <summary>
/// One address for an AWS that is put together from several: each request goes, as it is, to the one that has its service, and is told to those who
/// need to know of it. What none of them has is answered here by a <see cref="Gap"/>.
/// </summary>
internal sealed class AwsFront : IAsyncDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Func<string, Uri[]> route;
    private readonly IReadOnlyList<Gap> gaps;
    private readonly WebApplication app;

    private AwsFront(Func<string, Uri[]> route, IReadOnlyList<Gap> gaps)
    {
        this.route = route;
        this.gaps = gaps;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false; // whose answer it is stays to be seen
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, 0);
        });
        app = builder.Build();
        app.Run(PassAsync);
    }

    /// <summary>Answers a call that it knows; null passes it on.</summary>
    public delegate Answer? Gap(Call call);

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="route">Where a service is, by its signing name; after the first come those who are only told.</param>
    /// <param name="gaps">What is answered here.</param>
    public static async Task<AwsFront> StartAsync(Func<string, Uri[]> route, params Gap[] gaps)
    {
        var front = new AwsFront(route, gaps);
        await front.app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        // AWS4-HMAC-SHA256 Credential=AKIA…/20261121/eu-west-1/ecs/aws4_request, …
        var service = context.Request.Headers.Authorization.ToString().Split('/').ElementAtOrDefault(3) ?? "";
        var call = new Call(service, context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1], context.Request, System.Text.Encoding.UTF8.GetString(body));
        if (gaps.Select(gap => gap(call)).FirstOrDefault(answer => answer is not null) is { } own)
        {
            context.Response.StatusCode = own.Status;
            context.Response.ContentType = own.ContentType;
            await context.Response.WriteAsync(own.Body);
            return;
        }

        var addresses = route(service);
        foreach (var told in addresses[1..])
            (await SendAsync(context.Request, told, body)).Dispose();
        using var answer = await SendAsync(context.Request, addresses[0], body);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Connection" or "Transfer-Encoding")))
            context.Response.Headers[name] = values.ToArray();
        if (context.Request.Method != "HEAD")
            await answer.Content.CopyToAsync(context.Response.Body);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequest original, Uri address, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(original.Method), new Uri(address, original.Path.ToUriComponent() + original.QueryString));
        if (body.Length > 0 || original.ContentLength is not null)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in original.Headers.Where(header => header.Key is not ("Connection" or "Transfer-Encoding" or "Content-Length" or "Expect")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>A request on its way.</summary>
    /// <param name="Service">Signing name.</param>
    /// <param name="Operation">Of the JSON protocols; else empty.</param>
    /// <param name="Request">All of it.</param>
    /// <param name="Body">As text.</param>
    internal sealed record Call(string Service, string Operation, HttpRequest Request, string Body);

    /// <summary>What is answered instead.</summary>
    internal sealed record Answer(string Body, int Status = 200, string ContentType = "application/x-amz-json-1.1");
}
