using System.Security.Cryptography;
using System.Text;

namespace DeployCrew.Rehearsal.State;

/// <summary>Encrypts SecureString parameters at rest: AES-256-GCM with a key that only this user can read.</summary>
internal sealed class ParameterVault(string keyFile)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly Lazy<byte[]> key = new(() => LoadOrCreate(keyFile));

    public string Protect(string value)
    {
        var plain = Encoding.UTF8.GetBytes(value);
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Value, TagBytes);
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return Convert.ToBase64String(sealedBytes);
    }

    public string Reveal(string value)
    {
        var sealedBytes = Convert.FromBase64String(value);
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key.Value, TagBytes);
        cipher.Decrypt(
            sealedBytes.AsSpan(0, NonceBytes), sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] LoadOrCreate(string file)
    {
        if (!File.Exists(file))
            PrivateFile.Write(file, RandomNumberGenerator.GetBytes(32));
        return File.ReadAllBytes(file);
    }
}
