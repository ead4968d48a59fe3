namespace DeployCrew.Rehearsal.Api;

/// <summary>What a signature's key is derived for: <c>AKID/20261121/eu-west-1/ecs/aws4_request</c>.</summary>
internal sealed record CredentialScope(string AccessKeyId, string Date, string Region, string Service)
{
    private const string Termination = "aws4_request";

    /// <summary>The scope without the key's id, as it is signed.</summary>
    public string Signed => $"{Date}/{Region}/{Service}/{Termination}";

    public static CredentialScope? Parse(string credential) =>
        credential.Split('/') is [{ Length: > 0 } key, { Length: 8 } date, var region, var service, Termination]
            ? new CredentialScope(key, date, region, service)
            : null;
}
