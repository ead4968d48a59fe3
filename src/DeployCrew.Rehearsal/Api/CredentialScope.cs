namespace DeployCrew.Rehearsal.Api;

/// <summary>
/// The Credential part of a SigV4 Authorization header:
/// <c>AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/ecs/aws4_request, SignedHeaders=…, Signature=…</c>.
/// </summary>
internal sealed record CredentialScope(string AccessKeyId, string Region, string Service)
{
    public static CredentialScope? Parse(string? authorization)
    {
        const string Marker = "Credential=";
        var start = authorization?.IndexOf(Marker, StringComparison.Ordinal) ?? -1;
        if (start < 0)
            return null;
        var parts = authorization![(start + Marker.Length)..].Split(',')[0].Split('/');
        return parts.Length == 5 ? new CredentialScope(parts[0], parts[2], parts[3]) : null;
    }
}
