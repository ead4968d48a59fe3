using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Docker;

/// <summary>Requests to an engine, and its failures as our errors.</summary>
internal sealed class EngineApi(string address) : IDisposable
{
    private readonly HttpClient _http = EngineAddress.NewHttpClient(address);

    public string Address => address;

    /// <summary>Sends a request; statuses in <paramref name="accepted"/> are answers as good as 2xx.</summary>
    /// <exception cref="DeployError">DC3501 when nobody listens, DC3502 when the engine says no.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, params HttpStatusCode[] accepted)
    {
        using var request = new HttpRequestMessage(method, path.TrimStart('/')) { Content = content };
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw ImageErrors.EngineUnreachable(address, cause.InnerException is System.Net.Sockets.SocketException socket ? socket : cause);
        }

        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified || accepted.Contains(response.StatusCode))
            return response;
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw ImageErrors.EngineRefused($"{method} {path.Split('?')[0]}", (int)response.StatusCode, Message(body));
        }
    }

    /// <summary>Sends a request and reads the JSON that comes back; null for 404.</summary>
    public async Task<JsonNode?> JsonAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var response = await SendAsync(method, path, content, cancellationToken, HttpStatusCode.NotFound);
        if (response.StatusCode != HttpStatusCode.NotFound)
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return method == HttpMethod.Get
            ? null
            : throw ImageErrors.EngineRefused($"{method} {path.Split('?')[0]}", 404, Message(await response.Content.ReadAsStringAsync(cancellationToken)));
    }

    public void Dispose() => _http.Dispose();

    /// <summary><c>{"message":"No such image: x"}</c>.</summary>
    private static string Message(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["message"]?.GetValue<string>() ?? body;
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            return body;
        }
    }
}
