using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using DeployCrew.Rehearsal.Api;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Faults;

/// <summary>Stands before the AWS endpoint and the registry, and lets the faults of the <see cref="FaultPlan"/> happen to their callers.</summary>
internal sealed class FaultGate(FaultPlan faults, TimeProvider time)
{
    public const string Registry = "registry";

    /// <summary>A call of the registry: its operation is the method and what it is about, such as <c>PATCH uploads</c>.</summary>
    public Task RegistryAsync(HttpContext context, RequestDelegate next) => PassAsync(context, Registry, RegistryOperation(context.Request), next);

    /// <summary>A call of an AWS service.</summary>
    public async Task AwsAsync(HttpContext context, RequestDelegate next)
    {
        // …Credential=AKID/20261121/eu-west-1/ecs/aws4_request, …
        var service = SigV4Authorization.Parse(context.Request.Headers.Authorization)?.Scope.Service ?? "";
        if (faults.Skew is var skew && skew != TimeSpan.Zero)
            context.Response.Headers.Date = (time.GetUtcNow() + skew).ToString("R", CultureInfo.InvariantCulture);
        await PassAsync(context, service, await OperationAsync(context.Request), next);
    }

    private async Task PassAsync(HttpContext context, string service, string operation, RequestDelegate next)
    {
        if (faults.Draw(service, operation) is not { } fault)
        {
            await next(context);
            return;
        }

        switch (fault.Kind)
        {
            case FaultKind.Slow:
                await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), time, context.RequestAborted);
                await next(context);
                return;
            case FaultKind.Hang:
                await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), time, context.RequestAborted);
                context.Abort();
                return;
            case FaultKind.Lost:
                context.Response.Body = new MemoryStream();
                await next(context);
                context.Abort();
                return;
            case FaultKind.Cut:
                context.Abort();
                return;
            default:
                await RefuseAsync(context, service, fault.Kind);
                return;
        }
    }

    private static Task RefuseAsync(HttpContext context, string service, FaultKind kind) =>
        service == Registry ? RegistryAnswerAsync(context, kind)
        : context.Request.Headers.ContainsKey("X-Amz-Target") ? JsonAnswerAsync(context, kind)
        : QueryAnswerAsync(context, kind);

    private static Task JsonAnswerAsync(HttpContext context, FaultKind kind)
    {
        var (status, code, message) = kind switch
        {
            FaultKind.Throttle => (400, "ThrottlingException", "Rate exceeded"),
            FaultKind.Unavailable => (503, "ServiceUnavailableException", "The service is temporarily unavailable."),
            FaultKind.Denied => (400, "AccessDeniedException", "User: arn:aws:iam::000000000000:user/local is not authorized to perform this action"),
            FaultKind.Expired => (400, "ExpiredTokenException", "The security token included in the request is expired"),
            _ => (500, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure."),
        };
        return WriteAsync(context, status, "application/x-amz-json-1.1",
            JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["__type"] = code, ["message"] = message }));
    }

    private static Task QueryAnswerAsync(HttpContext context, FaultKind kind)
    {
        var (status, code, message) = kind switch
        {
            FaultKind.Throttle => (400, "Throttling", "Rate exceeded"),
            FaultKind.Unavailable => (503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
            FaultKind.Denied => (403, "AccessDenied", "User: arn:aws:iam::000000000000:user/local is not authorized to perform this action"),
            FaultKind.Expired => (403, "ExpiredToken", "The security token included in the request is expired"),
            _ => (500, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure."),
        };
        var answer = new XElement("ErrorResponse",
            new XElement("Error", new XElement("Type", status < 500 ? "Sender" : "Receiver"), new XElement("Code", code), new XElement("Message", message)),
            new XElement("RequestId", Guid.NewGuid().ToString()));
        return WriteAsync(context, status, "text/xml", Encoding.UTF8.GetBytes(answer.ToString(SaveOptions.DisableFormatting)));
    }

    private static Task RegistryAnswerAsync(HttpContext context, FaultKind kind)
    {
        var (status, code, message) = kind switch
        {
            FaultKind.Throttle => (429, "TOOMANYREQUESTS", "Rate exceeded"),
            FaultKind.Unavailable => (503, "UNAVAILABLE", "The service is temporarily unavailable."),
            FaultKind.Denied => (403, "DENIED", "User is not authorized to perform this action"),
            FaultKind.Expired => (403, "DENIED", "Your authorization token has expired. Reauthenticate and try again."),
            _ => (500, "UNKNOWN", "Internal error"),
        };
        if (kind == FaultKind.Throttle)
            context.Response.Headers.RetryAfter = "1";
        var answer = new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message }) };
        return WriteAsync(context, status, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer));
    }

    private static Task WriteAsync(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    // The body is looked at only when there is a fault that names an operation, and can be read again by who is next.
    private async Task<string> OperationAsync(HttpRequest request)
    {
        if (request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target)
            return target[(target.LastIndexOf('.') + 1)..];
        if (!faults.List().Any(rule => rule.Operation is not null))
            return "";
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var form = QueryForm.Parse(await reader.ReadToEndAsync(request.HttpContext.RequestAborted), request.QueryString.Value);
        request.Body.Position = 0;
        return form.Action ?? "";
    }

    private static string RegistryOperation(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var part = path.Contains("/blobs/uploads", StringComparison.Ordinal) ? "uploads"
            : path.Contains("/blobs/", StringComparison.Ordinal) ? "blobs"
            : path.Contains("/manifests/", StringComparison.Ordinal) ? "manifests"
            : "tags";
        return $"{request.Method} {part}";
    }
}
