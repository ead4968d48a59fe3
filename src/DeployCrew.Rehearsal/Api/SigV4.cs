using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Computes signatures, version 4 (IAM user guide, "Create a signed AWS API request").</summary>
internal static class SigV4
{
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>What a request's body counts as in its signature; null when the body is not what the request's own headers say.</summary>
    public static string? PayloadOf(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var payload = Convert.ToHexStringLower(SHA256.HashData(body));
        var stated = request.Headers["X-Amz-Content-Sha256"].ToString();
        return stated.Length == 0 || stated == payload ? payload : stated == UnsignedPayload ? stated : null;
    }

    /// <summary>The signature that a request must have, for a secret.</summary>
    public static string Sign(HttpRequest request, string payload, SigV4Authorization authorization, string time, string secret)
    {
        var canonical = Canonical(request, authorization, payload);
        var text = $"{SigV4Authorization.Algorithm}\n{time}\n{authorization.Scope.Signed}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in authorization.Scope.Signed.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static string Canonical(HttpRequest request, SigV4Authorization authorization, string payload)
    {
        var signedHeaders = authorization.SignedHeaders;
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw
            ? raw : request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : target[(question + 1)..];
        // Every service but S3 encodes the path, as it is on the wire, once more.
        var segments = path.Split('/').Select(segment => authorization.Scope.Service == "s3" ? segment : Uri.EscapeDataString(segment));
        var headers = signedHeaders.Select(name => $"{name}:{Value(request, name)}\n");
        return $"{request.Method}\n{string.Join('/', segments)}\n{CanonicalQuery(query)}\n{string.Concat(headers)}\n{string.Join(';', signedHeaders)}\n{payload}";
    }

    private static string CanonicalQuery(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Encode(pair[0]), Value: Encode(pair.ElementAtOrDefault(1) ?? "")))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Encode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Value(HttpRequest request, string name) => string.Join(',', request.Headers[name].Select(value =>
        string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
