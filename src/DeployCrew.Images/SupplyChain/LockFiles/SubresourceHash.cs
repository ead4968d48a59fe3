namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>Hashes as npm's registry gives them: <c>sha512-&lt;base64&gt;</c> (https://www.w3.org/TR/SRI/).</summary>
internal static class SubresourceHash
{
    public static (string Algorithm, string Hex)? Parse(string? integrity)
    {
        if (integrity?.Split(' ')[0].Split('-', 2) is not [var name, var encoded])
            return null;
        var bytes = new byte[encoded.Length];
        var algorithm = name switch { "sha512" => "SHA-512", "sha256" => "SHA-256", "sha384" => "SHA-384", "sha1" => "SHA-1", _ => null };
        return algorithm is not null && Convert.TryFromBase64String(encoded, bytes, out var length)
            ? (algorithm, Convert.ToHexStringLower(bytes.AsSpan(0, length))) : null;
    }
}
