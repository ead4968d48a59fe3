using Amazon.Runtime;
using DeployCrew.Aws.Configuration;

namespace DeployCrew.Aws.Credentials;

/// <summary>The SDK's credentials of each source; roles are assumed by clients of ours, so that endpoints and regions hold for them too.</summary>
internal static class SourceCredentials
{
    public static AWSCredentials Of(CredentialSource source, AwsConfiguration configuration, string region) => source switch
    {
        AccessKeys { SessionToken: { } token } keys => new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey.Reveal(), token.Reveal()),
        AccessKeys keys => new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey.Reveal()),
        AssumedRole role => new AssumedRoleCredentials(role, new StsAddress(configuration, region)),
        WebIdentity identity => new WebIdentityCredentials(identity, new StsAddress(configuration, region)),
        SsoRole sso => new SSOAWSCredentials(
            sso.Account, sso.Region, sso.Role, sso.StartUrl,
            new SSOAWSCredentialsOptions { ClientName = "deploycrew", SessionName = sso.Session, SupportsGettingNewToken = false }),
        CredentialProcess process => new ProcessAWSCredentials(process.Command),
        ContainerRole => new GenericContainerCredentials(),
        InstanceRole => new InstanceProfileAWSCredentials(),
        _ => throw new InvalidOperationException($"{source.GetType().Name} has no credentials"),
    };
}
