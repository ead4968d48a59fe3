using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>STS GetCallerIdentity, with the SDK's own client.</summary>
public sealed class StsCallerIdentity(AwsConnection connection) : ICallerIdentity, IDisposable
{
    private readonly AmazonSecurityTokenServiceClient client = Create(connection);

    /// <inheritdoc/>
    public async Task<CallerIdentity> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
            return new CallerIdentity(identity.Account, identity.Arn);
        }
        catch (AmazonServiceException error)
        {
            throw AwsFailure.Of("sts:GetCallerIdentity", error);
        }
        catch (AmazonClientException error)
        {
            throw AwsErrors.NoCredentials(error.Message, error);
        }
        catch (HttpRequestException error)
        {
            throw AwsErrors.Unreachable("sts:GetCallerIdentity", client.Config.ServiceURL ?? client.Config.RegionEndpoint?.SystemName ?? "STS", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static AmazonSecurityTokenServiceClient Create(AwsConnection connection)
    {
        var config = new AmazonSecurityTokenServiceConfig { MaxErrorRetry = connection.Retries.Attempts - 1, RetryMode = RequestRetryMode.Standard };
        if (connection.EndpointOf(AwsService.Sts) is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = connection.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region);
        }

        return new(connection.Credentials, config);
    }
}
