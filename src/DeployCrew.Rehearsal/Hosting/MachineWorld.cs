namespace DeployCrew.Rehearsal.Hosting;

/// <summary>What a machine of the local cloud finds in its environment, as one on AWS finds its role and its region.</summary>
internal static class MachineWorld
{
    public static IReadOnlyDictionary<string, string> Of(CloudSettings settings, string region, string dockerHost) => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{settings.ApiPort}",
        ["AWS_ACCESS_KEY_ID"] = settings.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = settings.SecretAccessKey,
        ["AWS_REGION"] = region,
        ["AWS_DEFAULT_REGION"] = region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["DOCKER_HOST"] = dockerHost,
    };
}
