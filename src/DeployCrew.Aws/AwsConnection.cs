using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Which AWS to talk to.</summary>
/// <param name="Region">Region, such as <c>eu-west-1</c>.</param>
public sealed record AwsConnection(string Region)
{
    /// <summary>One address for every service; null is AWS itself, or what AWS_ENDPOINT_URL says.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Access key id; null is the SDK's credential chain (environment, profile, SSO, web identity, container, instance).</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Secret of <see cref="AccessKeyId"/>.</summary>
    public Secret? SecretAccessKey { get; init; }
}
