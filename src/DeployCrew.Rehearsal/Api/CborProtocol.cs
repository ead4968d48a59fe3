using System.Formats.Cbor;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api.Models;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Api;

/// <summary>
/// Smithy's RPC v2 CBOR: service and operation are in the path, <c>/service/GraniteServiceVersion20100801/operation/ListMetrics</c>. Errors are
/// written as for services that spoke the query protocol before (awsQueryCompatible).
/// </summary>
internal sealed class CborProtocol : WireProtocol
{
    public const string Header = "smithy-protocol";
    public const string Name = "rpc-v2-cbor";
    public static readonly CborProtocol Instance = new();

    public override CallerFaults CallerFaults => JsonProtocol.Instance.CallerFaults;

    public override WireRequest Read(HttpRequest request, byte[] body) => request.Path.Value?.Split('/') is ["", "service", var service, "operation", var operation]
        ? new WireRequest(service, operation, _ => CborCodec.Read(body)) : new WireRequest("", "", _ => []);

    public override bool IsFor(ServiceModel model, string? service, AwsCaller caller) => model.Cbor && model.TargetPrefix == service;

    public override AwsFault UnknownOperation(WireRequest request, AwsCaller caller) => JsonProtocol.Instance.UnknownOperation(request, caller);

    public override Task WriteAsync(HttpContext context, ServiceModel model, string operation, JsonObject answer, string requestId) =>
        SendAsync(context, CborCodec.Write(model, model.Operations[operation].Output, answer));

    public override Task WriteFaultAsync(HttpContext context, AwsFault fault, string requestId)
    {
        context.Response.Headers["x-amzn-query-error"] = $"{fault.Code};{(context.Response.StatusCode >= 500 ? "Receiver" : "Sender")}";
        var writer = new CborWriter();
        writer.WriteStartMap(2);
        writer.WriteTextString("__type");
        writer.WriteTextString(fault.Code);
        writer.WriteTextString("message");
        writer.WriteTextString(fault.Message);
        writer.WriteEndMap();
        return SendAsync(context, writer.Encode());
    }

    private static Task SendAsync(HttpContext context, byte[] body)
    {
        context.Response.Headers[Header] = Name;
        context.Response.ContentType = "application/cbor";
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
