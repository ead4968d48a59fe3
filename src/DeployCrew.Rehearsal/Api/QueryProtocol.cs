using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using DeployCrew.Rehearsal.Api.Models;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Query/XML: the operation is the form's Action, the service is the signature's. What speaks neither this nor JSON gets its errors too.</summary>
internal sealed class QueryProtocol : WireProtocol
{
    public static readonly QueryProtocol Instance = new();

    public override CallerFaults CallerFaults { get; } =
        new("MissingAuthenticationToken", "IncompleteSignature", "InvalidClientTokenId", "SignatureDoesNotMatch", "ExpiredToken");

    public override WireRequest Read(HttpRequest request, byte[] body)
    {
        var form = QueryForm.Parse(Encoding.UTF8.GetString(body), request.QueryString.Value);
        return new WireRequest(null, form.Action ?? "", model => form.Version is null || form.Version == model.Version
            ? QueryCodec.Read(model, model.Operations[form.Action!].Input, form)
            : throw Unknown(form.Action!, $" with version {form.Version}"));
    }

    public override bool IsFor(ServiceModel model, string? service, AwsCaller caller) => model.Protocol == "query" && model.SigningName == caller.Service;

    public override AwsFault UnknownOperation(WireRequest request, AwsCaller caller) => request.Operation.Length == 0
        ? new AwsFault("MissingAction", $"The local cloud does not have what was asked of {caller.Service}: the request has no Action.")
        : Unknown(request.Operation, "");

    public override Task WriteAsync(HttpContext context, ServiceModel model, string operation, JsonObject answer, string requestId)
    {
        XNamespace space = model.XmlNamespace!;
        return SendAsync(context, new XElement(space + (operation + "Response"),
            new XElement(space + (operation + "Result"), QueryCodec.Write(model, model.Operations[operation].Output, answer)),
            new XElement(space + "ResponseMetadata", new XElement(space + "RequestId", requestId))));
    }

    public override Task WriteFaultAsync(HttpContext context, AwsFault fault, string requestId)
    {
        context.Response.Headers["x-amzn-ErrorType"] = fault.Code; // what clients of REST/JSON services look at
        return SendAsync(context, new XElement("ErrorResponse",
            new XElement("Error", new XElement("Type", context.Response.StatusCode >= 500 ? "Receiver" : "Sender"),
                new XElement("Code", fault.Code), new XElement("Message", fault.Message)),
            new XElement("RequestId", requestId)));
    }

    private static Task SendAsync(HttpContext context, XElement answer)
    {
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(answer.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
    }

    private static AwsFault Unknown(string action, string more) => new("InvalidAction", $"The action {action}{more} is not valid for this endpoint.");
}
