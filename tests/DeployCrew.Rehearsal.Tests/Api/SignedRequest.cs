using System.Text;
using DeployCrew.Rehearsal.Api;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Tests.Api;

/// <summary>A request that is signed as a client would sign it.</summary>
internal static class SignedRequest
{
    public static HttpContext Create(string key, string secret, string? token, DateTimeOffset at, string service, string body, string? target = null)
    {
        var context = new DefaultHttpContext();
        context.Response.Body = new MemoryStream();
        var request = context.Request;
        request.Method = "POST";
        request.Path = "/";
        request.Headers.Host = "local.test";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        var time = at.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        request.Headers["X-Amz-Date"] = time;
        if (token is not null)
            request.Headers["X-Amz-Security-Token"] = token;
        if (target is not null)
            request.Headers["X-Amz-Target"] = target;
        var authorization = new SigV4Authorization(new CredentialScope(key, time[..8], "eu-west-1", service), ["host", "x-amz-date"], "");
        var signature = SigV4.Sign(request, SigV4.PayloadOf(request, Encoding.UTF8.GetBytes(body))!, authorization, time, secret);
        request.Headers.Authorization = $"{SigV4Authorization.Algorithm} Credential={key}/{authorization.Scope.Signed}, SignedHeaders=host;x-amz-date, Signature={signature}";
        return context;
    }

    public static string Answer(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
