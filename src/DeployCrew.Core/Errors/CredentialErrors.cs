namespace DeployCrew.Core.Errors;

/// <summary>DC702x: where AWS credentials, regions and endpoints come from.</summary>
public static class CredentialErrors
{
    /// <summary>A role wants a code of an MFA device, and nobody is there to be asked.</summary>
    public static DeployError MfaNeeded(string profile, string device) => new("DC7020",
        $"Profile '{profile}' needs a code of MFA device {device}, and a run does not ask for one.",
        "Take on the role first (for example with 'aws sts assume-role --token-code'), put its keys into the environment, and run again; or use SSO or a role without MFA.");

    /// <summary>AWS_PROFILE names nothing.</summary>
    public static DeployError ProfileMissing(string profile) => new("DC7021",
        $"The AWS profile '{profile}' is in neither of the AWS CLI's files.", "Correct AWS_PROFILE, or make the profile with 'aws configure'.");

    /// <summary>A file of the AWS CLI's cannot be read.</summary>
    public static DeployError FileUnreadable(string path, Exception cause) => new("DC7022",
        $"{path} cannot be read: {cause.Message}", "Correct its permissions, or name another file with AWS_CONFIG_FILE or AWS_SHARED_CREDENTIALS_FILE.", cause: cause);

    /// <summary>A line of such a file is not of its format.</summary>
    public static DeployError FileInvalid(string path, int line) => new("DC7028",
        $"{path}:{line}: expected [section] or key = value.", "Correct the line.");

    /// <summary>A profile contradicts itself, or lacks something.</summary>
    public static DeployError ProfileInvalid(string place, string problem) => new("DC7023",
        $"The AWS {place} cannot be used: {problem}.", "Correct the profile; 'aws sts get-caller-identity' shows whether it works.");

    /// <summary>Environment variables that only make sense together.</summary>
    public static DeployError Incomplete(string variable, string problem) => new("DC7029",
        $"{variable} is set, but {problem}.", "Set both, or neither.");

    /// <summary>The session of IAM Identity Center has ended, or never began.</summary>
    public static DeployError SsoExpired(string profile, string? session, Exception cause) => new("DC7024",
        $"Profile '{profile}' has no valid SSO token: {cause.Message}",
        session is null ? $"Run 'aws sso login --profile {profile}'." : $"Run 'aws sso login --sso-session {session}'.", cause: cause);

    /// <summary>What should be an endpoint is not.</summary>
    public static DeployError EndpointInvalid(string address, string place) => new("DC7025",
        $"{place} says '{address}', which is not an http or https address.", "Correct it, or remove it.");

    /// <summary>STS refused a role.</summary>
    public static DeployError RoleRefused(string role, string with, string code, string message, Exception cause) => new("DC7026",
        $"The role {role} could not be assumed with {with}: {code}: {message}",
        "Check that the role's trust policy names this identity, and that the identity may call sts:AssumeRole on it.", cause: cause);

    /// <summary>A source of credentials gave none.</summary>
    public static DeployError SourceFailed(string source, string problem, Exception cause) => new("DC7027",
        $"No credentials came from {source}: {problem}", "See what it says when it is asked by itself; 'deploycrew doctor' says what is used.", cause: cause);
}
