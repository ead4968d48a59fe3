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
        : base(connection.Credentials, new AwsServiceConfig(service, connection))
    {
        this.service = service;
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    /// <summary>An operation of the JSON protocol that would be done twice if it were repeated.</summary>
    public Task<JsonObject> JsonAsync(string operation, JsonObject request, CancellationToken cancellationToken) =>
        JsonAsync(operation, request, Effect.Once, cancellationToken);

    /// <summary>An operation of the JSON protocol.</summary>
    public async Task<JsonObject> JsonAsync(string operation, JsonObject request, Effect effect, CancellationToken cancellationToken)
    {
        var body = await CallAsync(operation, JsonSerializer.SerializeToUtf8Bytes(request), effect, null, cancellationToken);
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? throw AwsErrors.UnexpectedAnswer(Name(operation), "it is not a JSON object");
        }
        catch (JsonException error)
        {
            throw AwsErrors.UnexpectedAnswer(Name(operation), error.Message);
        }
    }

    /// <summary>All items of an operation of the JSON protocol that reads in pages.</summary>
    public IAsyncEnumerable<JsonNode> JsonPagesAsync(string operation, JsonObject request, Paging paging, CancellationToken cancellationToken) => Pages.ReadAsync(
        Name(operation),
        token =>
        {
            var page = (JsonObject)request.DeepClone();
            if (token is not null)
                page[paging.Input] = token;
            return JsonAsync(operation, page, Effect.Repeatable, cancellationToken);
        },
        page => (page[paging.Items] as JsonArray ?? []).OfType<JsonNode>(), page => page.TextOrNull(paging.Output), cancellationToken);

    /// <summary>An operation of the query protocol that would be done twice if it were repeated; the result element, without its wrapper.</summary>
    public Task<XElement> QueryAsync(string operation, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken) =>
        QueryAsync(operation, parameters, Effect.Once, cancellationToken);

    /// <summary>An operation of the query protocol; the result element, without its wrapper. An operation without a result gives its answer.</summary>
    public async Task<XElement> QueryAsync(
        string operation, IEnumerable<KeyValuePair<string, string>> parameters, Effect effect, CancellationToken cancellationToken)
    {
        var answer = await Ec2Async(operation, parameters, effect, cancellationToken);
        if (answer.Name.LocalName != operation + "Response")
            throw AwsErrors.UnexpectedAnswer(Name(operation), $"it has no {operation}Response");
        return answer.Child(operation + "Result") ?? answer;
    }

    /// <summary>All items of an operation of the query protocol that reads in pages.</summary>
    public IAsyncEnumerable<XElement> QueryPagesAsync(string operation, Form form, Paging paging, CancellationToken cancellationToken) => Pages.ReadAsync(
        Name(operation), token => QueryAsync(operation, new Form().With(form).Add(paging.Input, token), Effect.Repeatable, cancellationToken),
        page => page.Items(paging.Items), page => page.TextOrNull(paging.Output), cancellationToken);

    /// <summary>An operation of EC2's variant of the query protocol that would be done twice if it were repeated.</summary>
    public Task<XElement> Ec2Async(string operation, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken) =>
        Ec2Async(operation, parameters, Effect.Once, cancellationToken);

    /// <summary>An operation of EC2's variant of the query protocol, whose answer has no wrapper around the result.</summary>
    public async Task<XElement> Ec2Async(
        string operation, IEnumerable<KeyValuePair<string, string>> parameters, Effect effect, CancellationToken cancellationToken)
    {
        var form = new[] { KeyValuePair.Create("Action", operation), KeyValuePair.Create("Version", service.ApiVersion) }.Concat(parameters)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        return Xml(operation, await CallAsync(operation, Encoding.UTF8.GetBytes(string.Join('&', form)), effect, null, cancellationToken));
    }

    /// <summary>All items of an operation of EC2 that reads in pages.</summary>
    public IAsyncEnumerable<XElement> Ec2PagesAsync(string operation, Form form, string items, CancellationToken cancellationToken) => Pages.ReadAsync(
        Name(operation), token => Ec2Async(operation, new Form().With(form).Add("NextToken", token), Effect.Repeatable, cancellationToken),
        page => page.Items(items), page => page.TextOrNull("nextToken"), cancellationToken);

    /// <summary>A GET of the REST protocol with XML.</summary>
    /// <param name="operation">Its name, for errors.</param>
    /// <param name="path">Path and query, encoded.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<XElement> GetXmlAsync(string operation, string path, CancellationToken cancellationToken) =>
        Xml(operation, await CallAsync(operation, [], Effect.Repeatable, path, cancellationToken));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Resolver());
        var config = (AwsServiceConfig)Config;
        pipeline.ReplaceHandler<RetryHandler>(new RepeatHandler(new RepeatPolicy(config, config.Connection.Retries, config.Connection.Time)));
    }

    private string Name(string operation) => $"{service.SigningName}:{operation}";

    private XElement Xml(string operation, byte[] body)
    {
        try
        {
            using var stream = new MemoryStream(body);
            return XDocument.Load(stream).Root!;
        }
        catch (XmlException error)
        {
            throw AwsErrors.UnexpectedAnswer(Name(operation), error.Message);
        }
    }

    private async Task<byte[]> CallAsync(string operation, byte[] body, Effect effect, string? getPath, CancellationToken cancellationToken)
    {
        var config = (AwsServiceConfig)Config;
        var (retries, time) = (config.Connection.Retries, config.Connection.Time);
        var request = new AwsRequest(service, operation, body, effect, getPath) { Started = time.GetTimestamp() };
        var options = new InvokeOptions
        {
            RequestMarshaller = new AwsRequest.Marshaller(),
            ResponseUnmarshaller = new AwsResponse.Unmarshaller(isJson: service.TargetPrefix is not null),
        };
        using var deadline = new CancellationTokenSource(retries.Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            // The SDK reads bodies without a token: one that never ends is left behind.
            return (await InvokeAsync<AwsResponse>(request, options, linked.Token).WaitAsync(linked.Token)).Body;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException || Failures.IsOfTransport(error))
        {
            throw AwsFailure.Of(request, config, error);
        }
    }

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
