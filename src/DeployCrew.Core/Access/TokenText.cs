using System.Security.Cryptography;
using System.Text;

namespace DeployCrew.Core.Access;

/// <summary>
/// The token's own text: <c>dcw_</c>, 256 random bits and a checksum, all in base 62, as GitHub's are: secret scanners know it by its beginning, and what only
/// looks like one by its end.
/// </summary>
public static class TokenText
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "dcw_";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SecretLength = 43; // 62^43 > 2^256
    private const int ChecksumLength = 6; // 62^6 > 2^32

    /// <summary>A new one.</summary>
    public static string Create()
    {
        var secret = RandomNumberGenerator.GetString(Digits, SecretLength);
        return Prefix + secret + Checksum(secret);
    }

    /// <summary>Whether it can be one at all; what is mistyped or invented is not looked up.</summary>
    public static bool IsWellFormed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != Prefix.Length + SecretLength + ChecksumLength || !text.StartsWith(Prefix, StringComparison.Ordinal) || !text.All(char.IsAscii))
            return false;
        return text[^ChecksumLength..] == Checksum(text[Prefix.Length..^ChecksumLength]);
    }

    /// <summary>What is kept of it.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The token that a text opens, in a time that does not tell how nearly it was found.</summary>
    public static AccessToken? Match(string text, IReadOnlyList<AccessToken> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var hash = Encoding.ASCII.GetBytes(Hash(text));
        AccessToken? found = null;
        foreach (var token in tokens) // all of them, also after it is found
            found = CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(token.Hash)) ? token : found;
        return found;
    }

    private static string Checksum(string secret)
    {
        var crc = new Crc32();
        crc.Append(Encoding.ASCII.GetBytes(secret));
        var value = crc.Value;
        var text = new char[ChecksumLength];
        for (var place = ChecksumLength - 1; place >= 0; place--, value /= 62)
            text[place] = Digits[(int)(value % 62)];
        return new string(text);
    }
}
