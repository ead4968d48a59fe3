using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace DeployCrew.Aws.Protocol;

/// <summary>The SDK's configuration for one of our services.</summary>
internal sealed class AwsServiceConfig : ClientConfig
{
    private readonly AwsService service;
    private readonly string region;

    public AwsServiceConfig(AwsService service, AwsConnection connection)
        : base(new StandardDefaults())
    {
        this.service = service;
        Connection = connection;
        region = connection.Region;
        AuthenticationServiceName = service.SigningName;
        AuthenticationRegion = service.IsGlobal ? "us-east-1" : connection.Region;
        MaxErrorRetry = connection.Retries.Attempts - 1;
        RetryMode = RequestRetryMode.Standard;
        Timeout = connection.Retries.Timeout;
        if (connection.EndpointOf(service) is { } endpoint)
            ServiceURL = endpoint.ToString();
        else
            RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region);
    }

    public AwsConnection Connection { get; }

    public override string ServiceVersion => service.ApiVersion;

    public override string UserAgent => "deploycrew";

    public override string RegionEndpointServiceName => service.EndpointPrefix;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(Address);

    public string Address => ServiceURL
        ?? $"https://{service.EndpointPrefix}.{(service.IsGlobal ? "" : region + ".")}{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}";

    private sealed class StandardDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration
            {
                Name = DefaultConfigurationMode.Standard,
                RetryMode = RequestRetryMode.Standard,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                TlsNegotiationTimeout = TimeSpan.FromSeconds(5),
            };
    }
}
