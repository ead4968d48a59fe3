using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using DeployCrew.Rehearsal.State;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Speaks the AWS wire protocols: JSON 1.1 by X-Amz-Target, query/XML by Action, each with its own error shape.</summary>
internal sealed class AwsEndpoint(IReadOnlyList<JsonOperations> jsonServices, IReadOnlyList<QueryOperations> queryServices, CallerCheck callers, StateStore store)
{
    private const int LargestBody = 8 * 1024 * 1024;

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var requestId = Guid.NewGuid().ToString();
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        var body = await ReadAsync(context);
        if (context.Request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target)
            await AnswerJsonAsync(context, target, body, requestId);
        else
            await AnswerQueryAsync(context, body, requestId);
    }

    private async Task AnswerJsonAsync(HttpContext context, string target, byte[]? body, string requestId)
    {
        JsonObject answer;
        try
        {
            var content = body ?? throw TooLarge();
            var known = callers.Check(context.Request, content, CallerFaults.Json);
            var dot = target.LastIndexOf('.');
            var service = jsonServices.FirstOrDefault(one => dot > 0 && one.TargetPrefix == target[..dot]);
            if (service is null || !service.Operations.TryGetValue(target[(dot + 1)..], out var operation))
                throw new AwsFault("UnknownOperationException", $"The local cloud does not have {target}.");
            var call = new AwsCall(service.Service, target[(dot + 1)..], known.Region, requestId);
            answer = operation(Parse(content), call);
            if (!call.IsRead)
                await store.SavedAsync(context.RequestAborted);
        }
        catch (AwsFault fault)
        {
            context.Response.StatusCode = fault.Status;
            answer = new JsonObject { ["__type"] = fault.Code, ["message"] = fault.Message };
        }

        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer), context.RequestAborted);
    }

    private async Task AnswerQueryAsync(HttpContext context, byte[]? body, string requestId)
    {
        XElement answer;
        try
        {
            var content = body ?? throw TooLarge();
            var known = callers.Check(context.Request, content, CallerFaults.Query);
            var form = QueryForm.Parse(Encoding.UTF8.GetString(content), context.Request.QueryString.Value);
            var service = queryServices.FirstOrDefault(one => one.Service == known.Service);
            if (service is null || !service.Operations.TryGetValue(form.Action, out var operation))
                throw new AwsFault("InvalidAction", $"The action {form.Action} is not valid for this endpoint.");
            var call = new AwsCall(service.Service, form.Action, known.Region, requestId);
            var result = operation(form, call);
            if (!call.IsRead)
                await store.SavedAsync(context.RequestAborted);
            result.Name = service.Namespace + (form.Action + "Result");
            answer = new XElement(service.Namespace + (form.Action + "Response"),
                result, new XElement("ResponseMetadata", new XElement("RequestId", requestId)));
            foreach (var element in answer.Descendants())
                element.Name = service.Namespace + element.Name.LocalName;
        }
        catch (AwsFault fault)
        {
            context.Response.StatusCode = fault.Status;
            answer = new XElement("ErrorResponse",
                new XElement("Error", new XElement("Type", "Sender"), new XElement("Code", fault.Code), new XElement("Message", fault.Message)),
                new XElement("RequestId", requestId));
        }

        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(answer.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
    }

    private static AwsFault TooLarge() => new("RequestEntityTooLarge", $"The request is larger than {LargestBody} bytes.", StatusCodes.Status413PayloadTooLarge);

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
