using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Images.Registry;

/// <summary>Sends requests to one registry: signs them, answers a token challenge once, and turns failures into our errors.</summary>
internal sealed class RegistryConnection(HttpClient http, RegistryLogin login)
{
    private const int ShownBody = 300;

    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    public string Registry => login.Endpoint.Authority;

    /// <summary>Absolute address of an API path, or of a location that the registry gave.</summary>
    public Uri Address(string pathOrLocation) => new(login.Endpoint, pathOrLocation);

    /// <summary>Sends a request; 404 is an answer, not an error. Requests are made anew for each try because their content can be read once.</summary>
    /// <exception cref="DeployError">DC3401 denied, DC3404 busy, DC3405 unreachable, DC3406 any other refusal.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> request, string repository, CancellationToken cancellationToken)
    {
        var response = await SendOnceAsync(request(), repository, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && BearerChallenge.From(response.Headers) is { } challenge)
        {
            response.Dispose();
            _tokens[repository] = await FetchTokenAsync(challenge, repository, cancellationToken);
            response = await SendOnceAsync(request(), repository, cancellationToken);
        }

        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound)
            return response;
        using (response)
            throw await ErrorAsync(response, repository, cancellationToken);
    }

    /// <summary>The error for an answer that nobody can use.</summary>
    public async Task<DeployError> ErrorAsync(HttpResponseMessage response, string repository, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (body.Length > ShownBody)
            body = body[..ShownBody] + "…";
        var what = $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.AbsolutePath}";
        return status switch
        {
            401 or 403 => ImageErrors.RegistryDenied(Registry, repository, status),
            404 when !body.Contains("MANIFEST_UNKNOWN", StringComparison.Ordinal) => ImageErrors.RepositoryMissing(Registry, repository),
            408 or 429 or >= 500 => ImageErrors.RegistryBusy(Registry, what, status, body),
            _ => ImageErrors.RegistryRefused(Registry, what, status, body),
        };
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, string repository, CancellationToken cancellationToken)
    {
        // An upload's location may be another host (a bucket with a signed address); our password is not for that one.
        if (request.RequestUri!.Authority == login.Endpoint.Authority)
            request.Headers.Authorization = _tokens.TryGetValue(repository, out var token) ? new AuthenticationHeaderValue("Bearer", token) : Basic();
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException
            || cause is TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw ImageErrors.RegistryUnreachable(Registry, $"{request.Method} {request.RequestUri.AbsolutePath}", cause);
        }
        finally
        {
            request.Dispose();
        }
    }

    private AuthenticationHeaderValue? Basic() => login.User.Length == 0 ? null
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Password.Reveal()}")));

    private async Task<string> FetchTokenAsync(BearerChallenge challenge, string repository, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, challenge.TokenAddress());

        // The password goes over TLS only; loopback has nobody in between.
        if (challenge.Realm.Scheme == Uri.UriSchemeHttps || challenge.Realm.IsLoopback)
            request.Headers.Authorization = Basic();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw await ErrorAsync(response, repository, cancellationToken);
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            foreach (var name in new[] { "token", "access_token" })
            {
                if (body.RootElement.TryGetProperty(name, out var token) && token.GetString() is { Length: > 0 } text)
                    return text;
            }

            throw ImageErrors.RegistryDenied(Registry, repository, (int)HttpStatusCode.Unauthorized);
        }
        catch (Exception cause) when (cause is HttpRequestException or JsonException)
        {
            throw ImageErrors.RegistryUnreachable(Registry, $"a token from {challenge.Realm}", cause);
        }
    }
}
