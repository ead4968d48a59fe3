using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using DeployCrew.Aws.Configuration;
using DeployCrew.Aws.Protocol;

namespace DeployCrew.Aws.Credentials;

/// <summary>Where roles are assumed: STS of the region, or what the configuration has in its place.</summary>
internal sealed record StsAddress(AwsConfiguration Configuration, string Region)
{
    public AmazonSecurityTokenServiceClient Open(AWSCredentials credentials)
    {
        var config = new AmazonSecurityTokenServiceConfig { Timeout = TimeSpan.FromSeconds(10), MaxErrorRetry = 2 };
        if (Configuration.EndpointOf(AwsService.Sts.EndpointKey) is { } endpoint)
        {
            config.ServiceURL = endpoint.Value.ToString();
            config.AuthenticationRegion = Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }

        return new AmazonSecurityTokenServiceClient(credentials, config);
    }
}
