using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeployCrew.Rehearsal.Api;

/// <summary>
/// Temporary credentials of the local cloud. Nothing of them is kept: a session token carries key, end and identity, sealed with the cloud's own
/// secret, and the secret key follows from the token.
/// </summary>
internal sealed class TemporaryCredentials(CloudIdentity identity, TimeProvider time)
{
    private const int SealLength = 64;

    /// <summary>Credentials for an identity that end after a time.</summary>
    /// <param name="arn">As GetCallerIdentity says it.</param>
    /// <param name="userId">Its unique id.</param>
    /// <param name="lifetime">How long they are good for.</param>
    public (string AccessKeyId, string SecretAccessKey, string Token, DateTimeOffset Expires) Issue(string arn, string userId, TimeSpan lifetime)
    {
        var key = "ASIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
        var expires = time.GetUtcNow() + lifetime;
        var content = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}\n{expires.ToUnixTimeSeconds()}\n{userId}\n{arn}")));
        var token = content + Seal("token", content);
        return (key, Seal("secret", token), token, expires);
    }

    /// <summary>Who a session token speaks for, with the secret that goes with it; null when it is not one of ours or is another key's.</summary>
    public Session? Open(string accessKeyId, string token)
    {
        if (token.Length <= SealLength
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Seal("token", token[..^SealLength])), Encoding.UTF8.GetBytes(token[^SealLength..])))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(token[..^SealLength])).Split('\n', 4);
        return parts[0] == accessKeyId
            ? new Session(Seal("secret", token), long.Parse(parts[1], CultureInfo.InvariantCulture) <= time.GetUtcNow().ToUnixTimeSeconds(), parts[3], parts[2])
            : null;
    }

    private string Seal(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(identity.SecretAccessKey), Encoding.UTF8.GetBytes(purpose + "\n" + text)));

    /// <summary>What a session token says.</summary>
    internal sealed record Session(string SecretAccessKey, bool HasExpired, string Arn, string UserId);
}
