using Amazon.Runtime;
using DeployCrew.Aws.Configuration;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Credentials;

/// <summary>Credentials of the chain, found at the first call that needs them.</summary>
internal sealed class ChainCredentials(AwsConfiguration configuration, string region) : AWSCredentials
{
    private readonly Lock gate = new();
    private CredentialSource? source;
    private AWSCredentials? credentials;

    /// <summary>When they end, or are renewed; null while they were not fetched, and where they do not.</summary>
    public DateTimeOffset? Ends => source is AccessKeys keys ? keys.Expires
        : credentials?.Expiration is { } ends ? new DateTimeOffset(ends.ToUniversalTime()) : null;

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    // What was not found is looked for again: somebody may have signed in meanwhile. Some of the SDK's credentials are fetched when they are made.
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        var from = configuration.CredentialSource();
        try
        {
            return await (await Task.Run(() => Open(from))).GetCredentialsAsync();
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or InvalidOperationException
            or System.Net.WebException or OperationCanceledException)
        {
            throw from switch
            {
                SsoRole sso => CredentialErrors.SsoExpired(sso.Profile, sso.Session, error),
                InstanceRole => AwsErrors.NoCredentials($"neither in the environment nor in a profile, and the instance metadata has none: {error.Message}", error),
                _ => CredentialErrors.SourceFailed(from.Description, error.Message, error),
            };
        }
    }

    private AWSCredentials Open(CredentialSource from)
    {
        lock (gate)
        {
            if (credentials is null || from != source)
                (source, credentials) = (from, SourceCredentials.Of(from, configuration, region));
            return credentials;
        }
    }
}
