using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Lets in who has signed a request with the local cloud's own key, not more than five minutes ago.</summary>
internal sealed class CallerCheck(CloudIdentity identity, TimeProvider time)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    /// <summary>What the request is signed for.</summary>
    /// <exception cref="AwsFault">It is not signed, or not rightly; in the words of the caller's protocol.</exception>
    public CredentialScope Check(HttpRequest request, ReadOnlySpan<byte> body, CallerFaults faults)
    {
        if (request.Headers.Authorization.Count == 0)
            throw new AwsFault(faults.MissingToken, "Missing Authentication Token", 403);
        var authorization = SigV4Authorization.Parse(request.Headers.Authorization);
        var at = request.Headers["X-Amz-Date"].ToString();
        if (authorization is null || !authorization.SignedHeaders.Contains("host")
            || !DateTimeOffset.TryParseExact(at, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
        {
            throw new AwsFault(faults.Incomplete, "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' with 'host', and a 'X-Amz-Date' header.", 403);
        }

        if (authorization.Scope.AccessKeyId != identity.AccessKeyId)
            throw new AwsFault(faults.UnknownKey, "The security token included in the request is invalid.", 403);
        CheckTime(at, signedAt, authorization.Scope, faults);
        var expected = SigV4.Sign(request, body, authorization, at, identity.SecretAccessKey);
        if (expected is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(authorization.Signature)))
        {
            throw new AwsFault(faults.Mismatch,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.", 403);
        }

        return authorization.Scope;
    }

    private void CheckTime(string at, DateTimeOffset signedAt, CredentialScope scope, CallerFaults faults)
    {
        static string Text(DateTimeOffset moment) => moment.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);
        var now = time.GetUtcNow();
        if (signedAt < now - LargestSkew)
            throw new AwsFault(faults.Mismatch, $"Signature expired: {at} is now earlier than {Text(now - LargestSkew)} ({Text(now)} - 5 min.)", 403);
        if (signedAt > now + LargestSkew)
            throw new AwsFault(faults.Mismatch, $"Signature not yet current: {at} is still later than {Text(now + LargestSkew)} ({Text(now)} + 5 min.)", 403);
        if (!at.StartsWith(scope.Date, StringComparison.Ordinal))
            throw new AwsFault(faults.Mismatch, $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scope.Date}' != '{at[..8]}'.", 403);
    }
}

/// <summary>How a protocol names what is wrong with a caller: the JSON services and the query services differ.</summary>
internal sealed record CallerFaults(string MissingToken, string Incomplete, string UnknownKey, string Mismatch)
{
    public static readonly CallerFaults Json =
        new("MissingAuthenticationTokenException", "IncompleteSignatureException", "UnrecognizedClientException", "InvalidSignatureException");

    public static readonly CallerFaults Query = new("MissingAuthenticationToken", "IncompleteSignature", "InvalidClientTokenId", "SignatureDoesNotMatch");
}
