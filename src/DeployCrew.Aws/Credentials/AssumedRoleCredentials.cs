using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Credentials;

/// <summary>STS AssumeRole, again before each session's end.</summary>
internal sealed class AssumedRoleCredentials(AssumedRole role, StsAddress sts) : RefreshingAWSCredentials
{
    private readonly AWSCredentials with = SourceCredentials.Of(role.With, sts.Configuration, sts.Region);

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var client = sts.Open(with);
        try
        {
            var answer = await client.AssumeRoleAsync(new AssumeRoleRequest
            {
                RoleArn = role.RoleArn,
                RoleSessionName = role.SessionName ?? $"deploycrew-{Guid.NewGuid():N}",
                ExternalId = role.ExternalId,
                DurationSeconds = role.Duration is { } duration ? (int)duration.TotalSeconds : null,
            });
            return new CredentialsRefreshState(answer.Credentials.GetCredentials(), answer.Credentials.Expiration!.Value);
        }
        catch (AmazonServiceException error)
        {
            throw CredentialErrors.RoleRefused(role.RoleArn, role.With.Description, error.ErrorCode, error.Message, error);
        }
    }
}
