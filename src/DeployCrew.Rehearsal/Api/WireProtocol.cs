using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api.Models;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Api;

/// <summary>How requests and answers are written on the wire.</summary>
internal abstract class WireProtocol
{
    /// <summary>How it names what is wrong with a caller.</summary>
    public abstract CallerFaults CallerFaults { get; }

    /// <summary>The protocol that a request is written in.</summary>
    public static WireProtocol Of(HttpRequest request) => request.Headers[CborProtocol.Header] == CborProtocol.Name ? CborProtocol.Instance
        : request.Headers.ContainsKey("X-Amz-Target") ? JsonProtocol.Instance
        : request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true ? JsonProtocol.Instance
        : QueryProtocol.Instance;

    /// <exception cref="AwsFault">The request cannot be read.</exception>
    public abstract WireRequest Read(HttpRequest request, byte[] body);

    public abstract bool IsFor(ServiceModel model, string? service, AwsCaller caller);

    /// <summary>AWS's own error for an operation that is not there, or a whole service.</summary>
    public abstract AwsFault UnknownOperation(WireRequest request, AwsCaller caller);

    public abstract Task WriteAsync(HttpContext context, ServiceModel model, string operation, JsonObject answer, string requestId);

    public abstract Task WriteFaultAsync(HttpContext context, AwsFault fault, string requestId);
}

/// <summary>A request as it came: its members are read when it is known which service it is for.</summary>
/// <param name="Service">What the request itself says about the service; null when only the signature does.</param>
/// <param name="Operation">Operation, or an empty text.</param>
/// <param name="Input">Its members, by the service's model.</param>
internal sealed record WireRequest(string? Service, string Operation, Func<ServiceModel, JsonObject> Input);
