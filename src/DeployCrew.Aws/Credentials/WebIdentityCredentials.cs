using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Credentials;

/// <summary>STS AssumeRoleWithWebIdentity. The token's file is read each time: GitHub's and Kubernetes's are replaced while they run.</summary>
internal sealed class WebIdentityCredentials(WebIdentity identity, StsAddress sts) : RefreshingAWSCredentials
{
    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var client = sts.Open(new AnonymousAWSCredentials());
        try
        {
            var answer = await client.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest
            {
                RoleArn = identity.RoleArn,
                RoleSessionName = identity.SessionName ?? $"deploycrew-{Guid.NewGuid():N}",
                WebIdentityToken = (await File.ReadAllTextAsync(identity.TokenFile)).Trim(),
            });
            return new CredentialsRefreshState(answer.Credentials.GetCredentials(), answer.Credentials.Expiration!.Value);
        }
        catch (AmazonServiceException error)
        {
            throw CredentialErrors.RoleRefused(identity.RoleArn, $"the token of {identity.TokenFile}", error.ErrorCode, error.Message, error);
        }
    }
}
