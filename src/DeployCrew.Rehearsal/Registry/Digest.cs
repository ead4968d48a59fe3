using System.Security.Cryptography;

namespace DeployCrew.Rehearsal.Registry;

/// <summary>A content digest: <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
internal static class Digest
{
    private const string Prefix = "sha256:";

    public static bool TryParse(string? text, out string hex)
    {
        hex = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : "";
        return hex.Length == 64 && hex.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
    }

    public static string Of(ReadOnlySpan<byte> content) => Prefix + Convert.ToHexStringLower(SHA256.HashData(content));
}
