using Amazon.Runtime;
using DeployCrew.Aws.Configuration;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Which AWS to talk to.</summary>
/// <param name="Region">Region, such as <c>eu-west-1</c>.</param>
public sealed record AwsConnection(string Region)
{
    /// <summary>One address for every service; null is AWS itself, or what the environment and the configuration file say.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Access key id; null is the chain of the AWS CLI (environment, profile, SSO, web identity, container, instance).</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Secret of <see cref="AccessKeyId"/>.</summary>
    public Secret? SecretAccessKey { get; init; }

    /// <summary>Environment and profiles that endpoints and credentials come from where they are not given here.</summary>
    public AwsConfiguration Configuration { get; init; } = AwsConfiguration.Load();

    internal AwsRetries Retries { get; init; } = new();

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal AWSCredentials Credentials => AccessKeyId is { } key
        ? new BasicAWSCredentials(key, SecretAccessKey!.Reveal())
        : Configuration.CredentialsFor(Region);

    internal Uri? EndpointOf(AwsService service) => Endpoint ?? Configuration.EndpointOf(service.EndpointKey)?.Value;
}
