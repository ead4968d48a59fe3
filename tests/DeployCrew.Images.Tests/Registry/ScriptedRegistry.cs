using System.Net;

namespace DeployCrew.Images.Tests.Registry;

/// <summary>Answers requests from a script, and keeps what was asked.</summary>
internal sealed class ScriptedRegistry(Func<HttpRequestMessage, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly Lock _lock = new();

    /// <summary><c>GET /v2/…</c>, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Authorization headers, in order.</summary>
    public List<string?> Authorizations { get; } = [];

    public static HttpResponseMessage Status(HttpStatusCode status, string body = "") => new(status) { Content = new StringContent(body) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
            await content.CopyToAsync(Stream.Null, cancellationToken);
        lock (_lock)
        {
            Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
            Authorizations.Add(request.Headers.Authorization?.ToString());
            var response = answer(request, Requests.Count);
            response.RequestMessage = request;
            return response;
        }
    }
}
