using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api.Models;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Api;

/// <summary>JSON 1.1: the operation is in X-Amz-Target, such as <c>AmazonSSM.GetParameter</c>; an error's code is its <c>__type</c>.</summary>
internal sealed class JsonProtocol : WireProtocol
{
    public static readonly JsonProtocol Instance = new();

    public override CallerFaults CallerFaults { get; } =
        new("MissingAuthenticationTokenException", "IncompleteSignatureException", "UnrecognizedClientException", "InvalidSignatureException", "ExpiredTokenException");

    public override WireRequest Read(HttpRequest request, byte[] body)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        var dot = target.LastIndexOf('.');
        return new WireRequest(dot > 0 ? target[..dot] : "", target[(dot + 1)..], _ => Parse(body));
    }

    public override bool IsFor(ServiceModel model, string? service, AwsCaller caller) => model.Protocol == "json" && model.TargetPrefix == service;

    public override AwsFault UnknownOperation(WireRequest request, AwsCaller caller) => new("UnknownOperationException",
        $"The local cloud does not have {(request.Service is { Length: > 0 } service ? service : caller.Service)}.{request.Operation}.");

    public override Task WriteAsync(HttpContext context, ServiceModel model, string operation, JsonObject answer, string requestId) => SendAsync(context, answer);

    public override Task WriteFaultAsync(HttpContext context, AwsFault fault, string requestId)
    {
        context.Response.Headers["x-amzn-ErrorType"] = fault.Code;
        return SendAsync(context, new JsonObject { ["__type"] = fault.Code, ["message"] = fault.Message });
    }

    private static async Task SendAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer), context.RequestAborted);
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? throw new AwsFault("SerializationException", "The body is not an object.");
        }
        catch (JsonException error)
        {
            throw new AwsFault("SerializationException", error.Message);
        }
    }
}
