using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Lets in who has signed a request with the local cloud's own key, or with temporary credentials of it, not more than five minutes ago.</summary>
internal sealed class CallerCheck(CloudIdentity identity, TemporaryCredentials temporary, TimeProvider time)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    /// <summary>Who has signed the request, and what for.</summary>
    /// <exception cref="AwsFault">It is not signed, or not rightly; in the words of the caller's protocol.</exception>
    public AwsCaller Check(HttpRequest request, ReadOnlySpan<byte> body, CallerFaults faults) => Check(request, SigV4.PayloadOf(request, body), faults);

    /// <summary>As above, for a body that is not read yet.</summary>
    /// <param name="request">The request.</param>
    /// <param name="payload">What its body counts as in the signature; null is what no signature can be right for.</param>
    /// <param name="faults">How errors are named.</param>
    public AwsCaller Check(HttpRequest request, string? payload, CallerFaults faults)
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

        var (caller, secret) = Find(request, authorization.Scope, faults);
        CheckTime(at, signedAt, authorization.Scope, faults);
        var expected = payload is null ? null : SigV4.Sign(request, payload, authorization, at, secret);
        if (expected is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(authorization.Signature)))
        {
            throw new AwsFault(faults.Mismatch,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.", 403);
        }

        return caller;
    }

    private (AwsCaller Caller, string Secret) Find(HttpRequest request, CredentialScope scope, CallerFaults faults)
    {
        if (scope.AccessKeyId == identity.AccessKeyId)
            return (AwsCaller.Owner(scope.Service, scope.Region), identity.SecretAccessKey);
        var session = temporary.Open(scope.AccessKeyId, request.Headers["X-Amz-Security-Token"].ToString())
            ?? throw new AwsFault(faults.UnknownKey, "The security token included in the request is invalid.", 403);
        return session.HasExpired
            ? throw new AwsFault(faults.Expired, "The security token included in the request is expired", 403)
            : (new AwsCaller(scope.Service, scope.Region, session.Arn, session.UserId), session.SecretAccessKey);
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
