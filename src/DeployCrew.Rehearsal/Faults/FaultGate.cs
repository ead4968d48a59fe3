using System.Globalization;
using DeployCrew.Rehearsal.Api;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Faults;

/// <summary>Stands before the AWS endpoint and the registry, and lets the faults of the <see cref="FaultPlan"/> happen to their callers.</summary>
internal sealed class FaultGate(FaultPlan faults, TimeProvider time)
{
    public const string Registry = "registry";

    private const string Throttled = "Rate exceeded";
    private const string Unavailable = "The request has failed due to a temporary failure of the server.";
    private const string Denied = $"User: arn:aws:iam::{CloudIdentity.Account}:user/local is not authorized to perform this action";
    private const string Expired = "The security token included in the request is expired";
    private const string Failed = "The request processing has failed because of an unknown error, exception or failure.";

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

    private static Task RefuseAsync(HttpContext context, string service, FaultKind kind)
    {
        var requestId = Guid.NewGuid().ToString();
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        if (service == Registry)
            return RegistryRefusal.WriteAsync(context, kind);
        var protocol = WireProtocol.Of(context.Request);
        var fault = protocol is JsonProtocol ? JsonFault(kind) : QueryFault(kind);
        context.Response.StatusCode = fault.Status!.Value;
        return protocol.WriteFaultAsync(context, fault, requestId);
    }

    private static AwsFault JsonFault(FaultKind kind) => kind switch
    {
        FaultKind.Throttle => new("ThrottlingException", Throttled, 400),
        FaultKind.Unavailable => new("ServiceUnavailableException", Unavailable, 503),
        FaultKind.Denied => new("AccessDeniedException", Denied, 400),
        FaultKind.Expired => new("ExpiredTokenException", Expired, 400),
        _ => new("InternalFailure", Failed, 500),
    };

    private static AwsFault QueryFault(FaultKind kind) => kind switch
    {
        FaultKind.Throttle => new("Throttling", Throttled, 400),
        FaultKind.Unavailable => new("ServiceUnavailable", Unavailable, 503),
        FaultKind.Denied => new("AccessDenied", Denied, 403),
        FaultKind.Expired => new("ExpiredToken", Expired, 403),
        _ => new("InternalFailure", Failed, 500),
    };

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
