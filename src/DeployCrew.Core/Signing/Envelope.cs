using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;

namespace DeployCrew.Core.Signing;

/// <summary>
/// A signed document: Dead Simple Signing Envelope 1.0 (https://github.com/secure-systems-lab/dsse/blob/master/envelope.md), which in-toto's and
/// Sigstore's tools read.
/// </summary>
/// <param name="PayloadType">Media type of the document.</param>
/// <param name="Payload">The document, Base64.</param>
/// <param name="Signatures">Who signed it.</param>
public sealed record Envelope(string PayloadType, string Payload, IReadOnlyList<EnvelopeSignature> Signatures)
{
    private const int Largest = 64 << 20;

    /// <summary>Signs a document.</summary>
    public static Envelope Sign(string payloadType, byte[] payload, SigningKey key) =>
        new(payloadType, Convert.ToBase64String(payload), [new EnvelopeSignature(key.Id, Convert.ToBase64String(key.Sign(Encoded(payloadType, payload))))]);

    /// <summary>The envelope as a file has it.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonFormat.Indented);

    /// <summary>Reads an envelope, which may come from anybody.</summary>
    /// <param name="file">Name to speak of.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="DeployError">DC9011: it is none.</exception>
    public static Envelope Read(string file, byte[] bytes)
    {
        try
        {
            if (bytes.Length <= Largest && JsonSerializer.Deserialize<Envelope>(bytes, JsonFormat.Compact) is { PayloadType: not null, Payload: not null, Signatures: not null } read)
                return read;
        }
        catch (JsonException)
        {
            // said below
        }

        throw SigningErrors.NoEnvelope(file);
    }

    /// <summary>The document, if somebody whom we trust has signed just this.</summary>
    /// <param name="file">Name to speak of.</param>
    /// <param name="publicPem">Public key of who is trusted.</param>
    /// <exception cref="DeployError">DC9011 it is not readable, DC9012 another key signed it, DC9013 it was changed afterwards.</exception>
    public byte[] Open(string file, string publicPem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(publicPem);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw SigningErrors.KeyUnreadable("the public key");
        }

        var id = SigningKey.IdOf(key);
        var own = Signatures.Where(signature => signature.Keyid == id).ToArray();
        if (own.Length == 0)
            throw SigningErrors.OtherKey(file, id, [.. Signatures.Select(signature => signature.Keyid)]);
        if (Decoded(Payload) is not { } payload)
            throw SigningErrors.NoEnvelope(file);
        var signed = Encoded(PayloadType, payload);
        return own.Any(one => Decoded(one.Sig) is { } bytes && key.VerifyData(signed, bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
            ? payload : throw SigningErrors.Changed(file);
    }

    // PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body
    private static byte[] Encoded(string type, byte[] payload) =>
        [.. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {payload.Length} "), .. payload];

    private static byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}

/// <summary>A signature.</summary>
/// <param name="Keyid">Id of the key: <see cref="SigningKey.Id"/>.</param>
/// <param name="Sig">The signature, Base64 of DER.</param>
public sealed record EnvelopeSignature(string Keyid, string Sig);
