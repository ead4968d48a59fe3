using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws;

/// <summary>Compares this machine's clock with that of STS: signatures hold for five minutes.</summary>
public sealed class EndpointClock(AwsConnection connection)
{
    /// <summary>Where is asked.</summary>
    public string Address => new AwsServiceConfig(AwsService.Sts, connection).Address;

    /// <summary>How far this clock is ahead; to the second, as HTTP's Date is. Null when the endpoint says no time.</summary>
    /// <exception cref="DeployError">DC7002: no answer.</exception>
    public async Task<TimeSpan?> AheadAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        try
        {
            using var answer = await client.GetAsync(new Uri(Address), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return connection.Time.GetUtcNow() - answer.Headers.Date;
        }
        catch (HttpRequestException error)
        {
            throw AwsErrors.Unreachable("sts", Address, error);
        }
    }
}
