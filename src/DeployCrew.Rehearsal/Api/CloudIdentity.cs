namespace DeployCrew.Rehearsal.Api;

/// <summary>What the local cloud calls itself.</summary>
/// <param name="Region">Region of what has no other.</param>
/// <param name="AccessKeyId">The one access key that it takes.</param>
/// <param name="SecretAccessKey">Its secret.</param>
internal sealed record CloudIdentity(string Region, string AccessKeyId, string SecretAccessKey)
{
    /// <summary>The account that everything is in.</summary>
    public const string Account = "000000000000";

    /// <summary>An ARN in this account.</summary>
    public static string Arn(string service, string region, string resource) => $"arn:aws:{service}:{region}:{Account}:{resource}";
}
