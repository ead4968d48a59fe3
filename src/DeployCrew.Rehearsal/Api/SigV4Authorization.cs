namespace DeployCrew.Rehearsal.Api;

/// <summary>
/// A SigV4 Authorization header:
/// <c>AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/ecs/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa0…</c>.
/// </summary>
internal sealed record SigV4Authorization(CredentialScope Scope, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public static SigV4Authorization? Parse(string? header)
    {
        if (header is null || !header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return null;
        var parts = header[Algorithm.Length..].Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2)
            .GroupBy(part => part[0]).ToDictionary(group => group.Key, group => group.First()[1]);
        return parts.TryGetValue("Credential", out var credential) && CredentialScope.Parse(credential) is { } scope
            && parts.TryGetValue("SignedHeaders", out var headers) && parts.TryGetValue("Signature", out var signature)
                ? new SigV4Authorization(scope, headers.Split(';'), signature)
                : null;
    }
}
