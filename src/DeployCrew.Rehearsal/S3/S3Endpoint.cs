using System.Xml.Linq;
using DeployCrew.Rehearsal.Api;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.S3;

/// <summary>Answers requests of S3 (REST with XML, buckets in the path): as much of it as files need that one machine leaves for another.</summary>
internal sealed class S3Endpoint(CallerCheck callers, S3Buckets buckets, S3Objects objects)
{
    private static readonly CallerFaults Faults = new("AccessDenied", "AuthorizationHeaderMalformed", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken");

    /// <summary>Whether a request is signed for S3.</summary>
    public static bool IsFor(HttpRequest request) => SigV4Authorization.Parse(request.Headers.Authorization)?.Scope.Service == "s3";

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-amz-request-id"] = Guid.NewGuid().ToString("N")[..16].ToUpperInvariant();
        try
        {
            var stated = context.Request.Headers["X-Amz-Content-Sha256"].ToString();
            callers.Check(context.Request, stated.Length == 0 ? null : stated, Faults);
            await RouteAsync(context, context.Request.Path.Value!.TrimStart('/').Split('/', 2));
        }
        catch (AwsFault fault) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = fault.Status ?? StatusCodes.Status400BadRequest;
            if (!HttpMethods.IsHead(context.Request.Method))
                await WriteAsync(context, new XElement("Error", new XElement("Code", fault.Code), new XElement("Message", fault.Message), new XElement("Resource", context.Request.Path.Value)));
        }
    }

    /// <summary>Writes an answer.</summary>
    public static Task WriteAsync(HttpContext context, XElement answer)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + answer.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
    }

    private Task RouteAsync(HttpContext context, string[] names) => (context.Request.Method, names, Subresource(context.Request)) switch
    {
        ("GET", [""], "") => buckets.ListAsync(context),
        ("PUT", [_] or [_, ""], "") => buckets.Create(context, names[0]),
        ("HEAD", [_] or [_, ""], "") => buckets.Head(context, names[0]),
        ("DELETE", [_] or [_, ""], "") => buckets.Delete(context, names[0]),
        ("GET", [_] or [_, ""], "location") => buckets.LocateAsync(context, names[0]),
        ("GET", [_] or [_, ""], "list-type") => buckets.ListObjectsAsync(context, names[0]),
        ("PUT", [_, _], "") when context.Request.Headers.ContainsKey("x-amz-copy-source") => throw NotThere(context),
        ("PUT", [_, _], "") => objects.PutAsync(context, names[0], names[1]),
        ("GET" or "HEAD", [_, _], "") => objects.GetAsync(context, names[0], names[1]),
        ("DELETE", [_, _], "") => objects.Delete(context, names[0], names[1]),
        _ => throw NotThere(context),
    };

    // ?location, ?list-type=2, ?uploads, ?x-id=PutObject (which says nothing more)
    private static string Subresource(HttpRequest request) => request.Query.Keys.Contains("list-type") ? "list-type"
        : request.Query.Keys.FirstOrDefault(key => key is not "x-id") ?? "";

    private static AwsFault NotThere(HttpContext context) => new("NotImplemented", $"The local cloud's S3 does not have {context.Request.Method} with '{context.Request.QueryString}'.", 501);
}
