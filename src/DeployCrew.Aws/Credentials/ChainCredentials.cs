using Amazon.Runtime;
using DeployCrew.Aws.Configuration;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Credentials;

/// <summary>Credentials of the chain, found at the first call that needs them.</summary>
internal sealed class ChainCredentials : AWSCredentials
{
    private readonly Lazy<(CredentialSource Source, AWSCredentials Credentials)> found;

    // What was not found is looked for again: somebody may have signed in meanwhile.
    public ChainCredentials(AwsConfiguration configuration, string region) => found = new(
        () =>
        {
            var source = configuration.CredentialSource();
            return (source, SourceCredentials.Of(source, configuration, region));
        },
        LazyThreadSafetyMode.PublicationOnly);

    /// <summary>When they end; null while they were not fetched, and where they do not.</summary>
    public DateTimeOffset? Ends => found.Value.Source is AccessKeys keys ? keys.Expires
        : found.Value.Credentials.Expiration is { } ends ? new DateTimeOffset(ends.ToUniversalTime()) : null;

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        var (source, credentials) = found.Value;
        try
        {
            return await credentials.GetCredentialsAsync();
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or InvalidOperationException
            or System.Net.WebException or OperationCanceledException)
        {
            throw source switch
            {
                SsoRole sso => CredentialErrors.SsoExpired(sso.Profile, sso.Session, error),
                InstanceRole => AwsErrors.NoCredentials($"neither in the environment nor in a profile, and the instance metadata has none: {error.Message}", error),
                _ => CredentialErrors.SourceFailed(source.Description, error.Message, error),
            };
        }
    }
}
