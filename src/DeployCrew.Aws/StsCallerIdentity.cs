using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
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
            throw AwsErrors.CallFailed("sts:GetCallerIdentity", error.ErrorCode, error.Message, error.RequestId, error.Retryable is not null, error);
        }
        catch (AmazonClientException error)
        {
            throw AwsErrors.NoCredentials(error);
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
        var config = new AmazonSecurityTokenServiceConfig();
        if (connection.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = connection.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region);
        }

        return connection.AccessKeyId is { } key
            ? new AmazonSecurityTokenServiceClient(key, connection.SecretAccessKey!.Reveal(), config)
            : new AmazonSecurityTokenServiceClient(config);
    }
}
