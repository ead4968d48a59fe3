using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api.Models;
using DeployCrew.Rehearsal.State;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Answers AWS requests: who calls, which operation, whether its model allows the request; the rest is the operation's.</summary>
internal sealed partial class AwsEndpoint(
    IReadOnlyList<AwsService> services, CallerCheck callers, StateStore store, string secret, ILogger<AwsEndpoint> log)
{
    private const int LargestBody = 8 * 1024 * 1024;
    private readonly byte[] pageKey = HKDF.Expand(HashAlgorithmName.SHA256, SHA256.HashData(Encoding.UTF8.GetBytes(secret)), 32, "pages"u8.ToArray());

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var protocol = WireProtocol.Of(context.Request);
        var requestId = Guid.NewGuid().ToString();
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        AwsService? service = null;
        try
        {
            var body = await ReadAsync(context) ?? throw new AwsFault("RequestEntityTooLarge", $"The request is larger than {LargestBody} bytes.", StatusCodes.Status413PayloadTooLarge);
            var caller = callers.Check(context.Request, body, protocol.CallerFaults);
            var request = protocol.Read(context.Request, body);
            service = services.FirstOrDefault(one => protocol.IsFor(one.Model, request.Service, caller));
            if (service is null || !service.Operations.TryGetValue(request.Operation, out var operation))
                throw protocol.UnknownOperation(request, caller);
            await protocol.WriteAsync(context, service.Model, request.Operation, await RunAsync(service, operation, request, caller, requestId, context.RequestAborted), requestId);
        }
        catch (AwsFault fault)
        {
            context.Response.StatusCode = fault.Status ?? service?.Model.Statuses.GetValueOrDefault(fault.Code, StatusCodes.Status400BadRequest) ?? StatusCodes.Status400BadRequest;
            await protocol.WriteFaultAsync(context, fault, requestId);
        }
        catch (Exception error) when (error is not OperationCanceledException && !context.Response.HasStarted)
        {
            RequestFailed(log, requestId, service?.Name, error);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            var fault = new AwsFault(service?.Faults.Internal ?? "InternalFailure", "The local cloud failed; its log says why, by the request's id.", StatusCodes.Status500InternalServerError);
            await protocol.WriteFaultAsync(context, fault, requestId);
        }
    }

    [LoggerMessage(1101, LogLevel.Error, "Request {RequestId} of {Service} failed; this is a bug of the local cloud.")]
    private static partial void RequestFailed(ILogger log, string requestId, string? service, Exception error);

    private async Task<JsonObject> RunAsync(
        AwsService service, AwsOperation operation, WireRequest request, AwsCaller caller, string requestId, CancellationToken cancellationToken)
    {
        var input = request.Input(service.Model);
        var faults = service.Faults;
        RequestCheck.Check(service.Model, service.Model.Operations[request.Operation].Input, input, faults.ValidationOf?.Invoke(request.Operation) ?? faults.Validation);
        var pages = new Pager(pageKey, Pager.ScopeOf(service.Name, request.Operation, input), faults.Token);
        var call = new AwsCall(request.Operation, caller, requestId, pages);
        var answer = operation(input, call);
        if (!call.IsRead)
        {
            if (service.Settle is { } settle)
                await settle(cancellationToken);
            await store.SavedAsync(cancellationToken);
        }

        answer.RemoveNulls();
        return answer;
    }

    // Null when there is too much of it.
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0 && buffer.Length <= LargestBody)
            buffer.Write(chunk, 0, read);
        return buffer.Length <= LargestBody ? buffer.ToArray() : null;
    }
}
