using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace DeployCrew.Aws.Protocol;

/// <summary>An operation with its body, ready for either protocol, or a GET of the REST protocol.</summary>
internal sealed class AwsRequest(AwsService service, string operation, byte[] body, string? getPath = null) : AmazonWebServiceRequest
{
    public string Operation => $"{service.SigningName}:{operation}";

    /// <summary>Fills the SDK's request: POST / with the protocol's headers.</summary>
    public sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input) => ((AwsRequest)input).ToRequest();
    }

    private DefaultRequest ToRequest()
    {
        var request = new DefaultRequest(this, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        if (getPath is null)
            request.Content = body;
        if (getPath is not null)
        {
            request.HttpMethod = "GET";
            request.ResourcePath = getPath;
        }
        else if (service.TargetPrefix is { } prefix)
        {
            request.Headers["X-Amz-Target"] = $"{prefix}.{operation}";
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        }
        else
        {
            request.Headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
        }

        return request;
    }
}
