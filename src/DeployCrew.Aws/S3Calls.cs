using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws;

/// <summary>The SDK's own client of S3, and its failures as ours.</summary>
internal static class S3Calls
{
    public static AmazonS3Client Create(AwsConnection connection)
    {
        var config = new AmazonS3Config { MaxErrorRetry = connection.Retries.Attempts - 1, RetryMode = RequestRetryMode.Standard };
        if (connection.EndpointOf(AwsService.S3) is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = connection.Region;
            config.ForcePathStyle = true;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region);
        }

        return new(connection.Credentials, config);
    }

    /// <summary>Makes a call.</summary>
    /// <param name="client">The client.</param>
    /// <param name="operation">Such as <c>s3:GetObject</c>.</param>
    /// <param name="ask">The call.</param>
    /// <exception cref="DeployError">What AWS refuses, no credentials, or no way there.</exception>
    public static async Task<T> AskAsync<T>(AmazonS3Client client, string operation, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AmazonServiceException error) when (error.StatusCode > 0)
        {
            throw AwsFailure.Of(operation, error);
        }
        catch (Exception error) when (Failures.IsOfTransport(error) && error is not OperationCanceledException)
        {
            throw AwsErrors.Unreachable(operation, client.Config.ServiceURL ?? client.Config.RegionEndpoint?.SystemName ?? "S3", error);
        }
        catch (AmazonClientException error)
        {
            throw AwsErrors.NoCredentials(error.Message, error);
        }
    }
}
