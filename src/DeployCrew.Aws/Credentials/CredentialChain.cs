using System.Globalization;
using DeployCrew.Aws.Configuration;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Credentials;

/// <summary>
/// The AWS CLI's chain: environment, role of the profile, web identity, SSO, keys of the profile, credential_process, container, instance. The
/// SDK's own goes another way (web identity before the environment's keys), and asks for MFA in the middle of a call.
/// </summary>
internal static class CredentialChain
{
    public static CredentialSource Find(AwsConfiguration configuration)
    {
        var profile = configuration.Profile;
        return Environment(configuration)
            ?? (profile is { } named && AssumesRole(named) ? Role(configuration, named, []) : null)
            ?? WebIdentity(configuration, profile)
            ?? (profile is { } other ? OfProfile(configuration, other) : null)
            ?? (CredentialSource?)Container(configuration)
            ?? Instance(configuration)
            ?? throw AwsErrors.NoCredentials($"neither in the environment nor in profile {configuration.ProfileName}, and no role is attached here");
    }

    private static AccessKeys? Environment(AwsConfiguration configuration)
    {
        if (configuration.Variable("AWS_ACCESS_KEY_ID") is not { } key)
            return null;
        var secret = configuration.Variable("AWS_SECRET_ACCESS_KEY")
            ?? throw CredentialErrors.Incomplete("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY is missing");
        var token = configuration.Variable("AWS_SESSION_TOKEN") ?? configuration.Variable("AWS_SECURITY_TOKEN");
        return new AccessKeys("AWS_ACCESS_KEY_ID", key, new Secret(secret), token is null ? null : new Secret(token))
        {
            Expires = DateTimeOffset.TryParse(
                configuration.Variable("AWS_CREDENTIAL_EXPIRATION"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var ends) ? ends : null,
        };
    }

    // A profile with a token file is a web identity, whatever else it says.
    private static bool AssumesRole(Profile profile) => profile["role_arn"] is not null && profile["web_identity_token_file"] is null;

    private static AssumedRole Role(AwsConfiguration configuration, Profile profile, IReadOnlyList<string> way)
    {
        if (way.Contains(profile.Name))
            throw CredentialErrors.ProfileInvalid(profile.Place, $"its source_profile leads back to it: {string.Join(" → ", way.Append(profile.Name))}");
        if (profile["mfa_serial"] is { } device)
            throw CredentialErrors.MfaNeeded(profile.Name, device);
        var duration = profile["duration_seconds"] is not { } text ? (TimeSpan?)null
            : int.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : throw CredentialErrors.ProfileInvalid(profile.Place, $"duration_seconds is '{text}'");
        var with = (profile["source_profile"], profile["credential_source"]) switch
        {
            ({ } source, null) => OfSource(configuration, profile, source, [.. way, profile.Name]),
            (null, { } source) => OfCredentialSource(configuration, profile, source),
            (null, null) => throw CredentialErrors.ProfileInvalid(profile.Place, "role_arn needs source_profile or credential_source"),
            _ => throw CredentialErrors.ProfileInvalid(profile.Place, "it has source_profile and credential_source"),
        };
        return new AssumedRole(profile.Place, profile["role_arn"]!, profile["role_session_name"], profile["external_id"], duration, with);
    }

    private static CredentialSource OfSource(AwsConfiguration configuration, Profile profile, string source, IReadOnlyList<string> way)
    {
        var found = configuration.Files.Find(source) ?? throw CredentialErrors.ProfileInvalid(profile.Place, $"its source_profile '{source}' is in neither file");
        if (found.HasKeys || !AssumesRole(found))
        {
            return OfWebIdentity(found) ?? OfProfile(configuration, found)
                ?? throw CredentialErrors.ProfileInvalid(found.Place, $"it has no credentials, and is the source_profile of {profile.Name}");
        }

        return Role(configuration, found, way);
    }

    private static CredentialSource OfCredentialSource(AwsConfiguration configuration, Profile profile, string source) => source.ToLowerInvariant() switch
    {
        "environment" => Environment(configuration),
        "ecscontainer" => Container(configuration),
        "ec2instancemetadata" => (CredentialSource?)Instance(configuration),
        _ => throw CredentialErrors.ProfileInvalid(profile.Place, $"credential_source '{source}' is none of Environment, EcsContainer, Ec2InstanceMetadata"),
    } ?? throw CredentialErrors.ProfileInvalid(profile.Place, $"its credential_source {source} has no credentials");

    private static WebIdentity? WebIdentity(AwsConfiguration configuration, Profile? profile)
    {
        if (configuration.Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is not { } file)
            return profile is null ? null : OfWebIdentity(profile);
        var role = configuration.Variable("AWS_ROLE_ARN") ?? profile?["role_arn"]
            ?? throw CredentialErrors.Incomplete("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN is missing");
        return new WebIdentity("AWS_WEB_IDENTITY_TOKEN_FILE", role, file, configuration.Variable("AWS_ROLE_SESSION_NAME") ?? profile?["role_session_name"]);
    }

    private static WebIdentity? OfWebIdentity(Profile profile) => profile["web_identity_token_file"] is not { } file ? null
        : new WebIdentity(
            profile.Place, profile["role_arn"] ?? throw CredentialErrors.ProfileInvalid(profile.Place, "web_identity_token_file needs role_arn"), file, profile["role_session_name"]);

    // The credentials file's keys go before credential_process, and that before keys of the configuration file.
    private static CredentialSource? OfProfile(AwsConfiguration configuration, Profile profile) =>
        Sso(configuration, profile) ?? (profile.HasKeysOfItsOwn ? Keys(profile) : null)
        ?? (profile["credential_process"] is { } command ? new CredentialProcess(profile.Place, command) : (CredentialSource?)Keys(profile));

    private static AccessKeys? Keys(Profile profile)
    {
        if (profile["aws_access_key_id"] is not { } key)
            return null;
        var secret = profile["aws_secret_access_key"] ?? throw CredentialErrors.ProfileInvalid(profile.Place, "aws_secret_access_key is missing");
        var token = profile["aws_session_token"] ?? profile["aws_security_token"];
        return new AccessKeys(profile.Place, key, new Secret(secret), token is null ? null : new Secret(token));
    }

    private static SsoRole? Sso(AwsConfiguration configuration, Profile profile)
    {
        if (!profile.Values.Keys.Any(key => key is "sso_session" or "sso_start_url" or "sso_account_id" or "sso_role_name"))
            return null;
        var name = profile["sso_session"];
        var session = name is null ? profile.Values
            : configuration.Files.SsoSession(name) ?? throw CredentialErrors.ProfileInvalid(profile.Place, $"there is no [sso-session {name}]");
        string Value(IReadOnlyDictionary<string, string> values, string key) =>
            values.GetValueOrDefault(key) is { Length: > 0 } value ? value : throw CredentialErrors.ProfileInvalid(profile.Place, $"{key} is missing");
        return new SsoRole(
            profile.Place, profile.Name, name, Value(session, "sso_start_url"), Value(session, "sso_region"),
            Value(profile.Values, "sso_account_id"), Value(profile.Values, "sso_role_name"));
    }

    private static ContainerRole? Container(AwsConfiguration configuration) =>
        new[] { "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI" }
            .Where(name => configuration.Variable(name) is not null).Select(name => new ContainerRole(name)).FirstOrDefault();

    private static InstanceRole? Instance(AwsConfiguration configuration) =>
        string.Equals(configuration.Variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
            ? null : new InstanceRole("instance metadata");
}
