using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace DeployCrew.Aws.Protocol;

/// <summary>One call: an operation with its body, ready for either protocol, or a GET of the REST protocol.</summary>
internal sealed class AwsRequest(AwsService service, string operation, byte[] body, Effect effect, string? getPath = null) : AmazonWebServiceRequest
{
    /// <summary>Service and operation, as policies of IAM name them: <c>ecs:DescribeServices</c>.</summary>
    public string Operation => $"{service.SigningName}:{operation}";

    public Effect Effect => effect;

    /// <summary>When the call began: a timestamp of the clock.</summary>
    public required long Started { get; init; }

    /// <summary>The pause before the next attempt.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>Fills the SDK's request: POST / with the protocol's headers.</summary>
    public sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input) => ((AwsRequest)input).ToRequest();
    }

    private DefaultRequest ToRequest()
    {
        var request = new DefaultRequest(this, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        if (getPath is not null)
        {
            // The SDK writes a query of its own from parameters; what stands in the path would be encoded a second time.
            var query = getPath.IndexOf('?', StringComparison.Ordinal);
            request.HttpMethod = "GET";
            request.ResourcePath = query < 0 ? getPath : getPath[..query];
            foreach (var pair in query < 0 ? [] : getPath[(query + 1)..].Split('&').Select(pair => pair.Split('=', 2)))
                request.Parameters[Uri.UnescapeDataString(pair[0])] = Uri.UnescapeDataString(pair[1]);
            request.UseQueryString = true;
            return request;
        }

        request.Content = body;
        if (service.TargetPrefix is { } prefix)
        {
            request.Headers["X-Amz-Target"] = $"{prefix}.{operation}";
            request.Headers["Content-Type"] = $"application/x-amz-json-{service.JsonVersion}";
        }
        else
        {
            request.Headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
        }

        return request;
    }
}
