using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Credentials;

/// <summary>Where credentials come from.</summary>
/// <param name="From">An environment variable, or a profile and its file.</param>
public abstract record CredentialSource(string From)
{
    /// <summary>In words, without a secret.</summary>
    public abstract string Description { get; }
}

/// <summary>An access key that somebody wrote down.</summary>
public sealed record AccessKeys(string From, string AccessKeyId, Secret SecretAccessKey, Secret? SessionToken) : CredentialSource(From)
{
    /// <summary>When its session ends, where that is said.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <inheritdoc/>
    public override string Description => $"access key of {From}";
}

/// <summary>A role that is assumed with other credentials.</summary>
/// <param name="From">Profile and its file.</param>
/// <param name="RoleArn">The role.</param>
/// <param name="SessionName">Name of the session; null gives it one.</param>
/// <param name="ExternalId">What the role's owner wants to be told.</param>
/// <param name="Duration">How long it lasts; null leaves it to AWS.</param>
/// <param name="With">Credentials that assume it.</param>
public sealed record AssumedRole(
    string From, string RoleArn, string? SessionName, string? ExternalId, TimeSpan? Duration, CredentialSource With) : CredentialSource(From)
{
    /// <inheritdoc/>
    public override string Description => $"role {RoleArn} of {From}, with {With.Description}";
}

/// <summary>A role that is assumed with a token of another identity provider, such as GitHub's.</summary>
/// <param name="From">AWS_WEB_IDENTITY_TOKEN_FILE, or profile and its file.</param>
/// <param name="RoleArn">The role.</param>
/// <param name="TokenFile">File of the token, which is read anew each time.</param>
/// <param name="SessionName">Name of the session; null gives it one.</param>
public sealed record WebIdentity(string From, string RoleArn, string TokenFile, string? SessionName) : CredentialSource(From)
{
    /// <inheritdoc/>
    public override string Description => $"web identity for {RoleArn} of {From}";
}

/// <summary>A role of IAM Identity Center.</summary>
public sealed record SsoRole(string From, string Profile, string? Session, string StartUrl, string Region, string Account, string Role) : CredentialSource(From)
{
    /// <inheritdoc/>
    public override string Description => $"SSO {(Session is null ? StartUrl : $"session {Session}")} as {Role} in {Account}, of {From}";
}

/// <summary>A program that prints credentials.</summary>
public sealed record CredentialProcess(string From, string Command) : CredentialSource(From)
{
    /// <inheritdoc/>
    public override string Description => $"credential_process of {From}"; // its arguments may be secret
}

/// <summary>The role of a container: ECS task or EKS pod.</summary>
public sealed record ContainerRole(string From) : CredentialSource(From)
{
    /// <inheritdoc/>
    public override string Description => $"container role, by {From}";
}

/// <summary>The role of an EC2 instance.</summary>
public sealed record InstanceRole(string From) : CredentialSource(From)
{
    /// <inheritdoc/>
    public override string Description => $"instance role, by {From}";
}
