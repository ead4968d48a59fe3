using System.Security.Cryptography;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Signing;

/// <summary>
/// The key that evidence and bundles are signed with: ECDSA over P-256 with SHA-256. It is made at first use, and stays in a file that its owner alone can read.
/// </summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa key;

    private SigningKey(ECDsa key) => this.key = key;

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo, DER), lower-case hexadecimal: what others compare.</summary>
    public string Id => IdOf(key);

    /// <summary>The public key, as others need it: PEM.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>Opens a key, or makes it.</summary>
    /// <param name="path">PEM file of the private key; the public one lies beside it, with <c>.pub</c>.</param>
    /// <exception cref="DeployError">DC9010: what is there is no such key.</exception>
    public static SigningKey LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw SigningErrors.KeyUnreadable(path);
        }

        // Whoever made the key may have been killed before its public one was there.
        if (!File.Exists(path + ".pub"))
            Write(path + ".pub", key.ExportSubjectPublicKeyInfoPem() + "\n");
        return new SigningKey(key);
    }

    /// <summary>Id of a public key.</summary>
    internal static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    internal byte[] Sign(byte[] data) => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    // Two processes may do so at once: the first one's stays.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var next = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(next, options))
            writer.WriteLine(made.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(next, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(next);
        }
    }

    private static void Write(string path, string text)
    {
        var next = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(next, text);
        File.Move(next, path, overwrite: true);
    }
}
