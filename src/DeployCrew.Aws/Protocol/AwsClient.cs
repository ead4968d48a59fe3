using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Protocol;

/// <summary>
/// Calls one AWS service over AWSSDK.Core, which brings the credential chain, SigV4, retries, clock skew and endpoints.
/// Every failure becomes a DC7xxx error here.
/// </summary>
internal sealed class AwsClient : AmazonServiceClient
{
    private readonly AwsService service;

    public AwsClient(AwsService service, AwsConnection connection)
        : base(Credentials(connection), new AwsServiceConfig(service, connection))
    {
        this.service = service;
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    /// <summary>An operation of the JSON 1.1 protocol.</summary>
    public async Task<JsonObject> JsonAsync(string operation, JsonObject request, CancellationToken cancellationToken)
    {
        var body = await CallAsync(operation, new(service, operation, JsonSerializer.SerializeToUtf8Bytes(request)), cancellationToken);
        return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject
            ?? throw AwsErrors.UnexpectedAnswer($"{service.SigningName}:{operation}", "it is not a JSON object");
    }

    /// <summary>An operation of the query protocol; the result element, without its wrapper.</summary>
    public async Task<XElement> QueryAsync(string operation, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken) =>
        (await Ec2Async(operation, parameters, cancellationToken)).Elements().FirstOrDefault(element => element.Name.LocalName == operation + "Result")
            ?? throw AwsErrors.UnexpectedAnswer($"{service.SigningName}:{operation}", $"it has no {operation}Result");

    /// <summary>An operation of EC2's variant of the query protocol, whose answer has no wrapper around the result.</summary>
    public async Task<XElement> Ec2Async(string operation, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var form = new[] { KeyValuePair.Create("Action", operation), KeyValuePair.Create("Version", service.ApiVersion) }.Concat(parameters)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        return Xml(operation, await CallAsync(operation, new(service, operation, Encoding.UTF8.GetBytes(string.Join('&', form))), cancellationToken));
    }

    /// <summary>A GET of the REST protocol with XML.</summary>
    public async Task<XElement> GetXmlAsync(string operation, string path, CancellationToken cancellationToken) =>
        Xml(operation, await CallAsync(operation, new(service, operation, [], path), cancellationToken));

    private XElement Xml(string operation, byte[] body)
    {
        try
        {
            using var stream = new MemoryStream(body);
            return XDocument.Load(stream).Root!;
        }
        catch (XmlException error)
        {
            throw AwsErrors.UnexpectedAnswer($"{service.SigningName}:{operation}", error.Message);
        }
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Marshaller>(new SigV4Resolver());

    private async Task<byte[]> CallAsync(string operation, AwsRequest request, CancellationToken cancellationToken)
    {
        var name = $"{service.SigningName}:{operation}";
        var options = new InvokeOptions
        {
            RequestMarshaller = new AwsRequest.Marshaller(),
            ResponseUnmarshaller = new AwsResponse.Unmarshaller(isJson: service.TargetPrefix is not null),
        };
        try
        {
            return (await InvokeAsync<AwsResponse>(request, options, cancellationToken)).Body;
        }
        catch (AmazonServiceException error)
        {
            throw error.ErrorCode is null && error.InnerException is HttpRequestException or SocketException
                ? AwsErrors.Unreachable(name, ((AwsServiceConfig)Config).Address, error)
                : AwsErrors.CallFailed(name, error.ErrorCode ?? error.StatusCode.ToString(), error.Message, error.RequestId,
                    error.Retryable is not null || (int)error.StatusCode is 429 or >= 500, error);
        }
        catch (AmazonClientException error)
        {
            throw AwsErrors.NoCredentials(error);
        }
        catch (HttpRequestException error)
        {
            throw AwsErrors.Unreachable(name, ((AwsServiceConfig)Config).Address, error);
        }
    }

    private static AWSCredentials? Credentials(AwsConnection connection) => connection.AccessKeyId is { } key
        ? new BasicAWSCredentials(key, connection.SecretAccessKey!.Reveal())
        : null;

    private sealed class SigV4Resolver : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => "DeployCrew";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
