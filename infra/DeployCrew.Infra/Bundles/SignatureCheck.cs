using DeployCrew.Core.Errors;
using DeployCrew.Core.Signing;

namespace DeployCrew.Infra.Bundles;

/// <summary>Whether somebody who is trusted has signed just this manifest.</summary>
internal static class SignatureCheck
{
    /// <summary>Media type of what is signed; evidence has another, so that one cannot stand for the other.</summary>
    public const string PayloadType = "application/vnd.deploycrew.bundle-manifest+json";

    /// <exception cref="DeployError">DC9010: the trusted key is none.</exception>
    public static async Task<(BundleSignature Signature, BundleProblem? Problem)> RunAsync(
        BundleArchive archive, byte[] manifest, BundleTrust trust, CancellationToken cancellationToken)
    {
        if (!archive.Has(BundleFiles.Signature))
            return (new(SignatureState.NotSigned, []), Doubt(BundleProblemKind.NotSigned, "is missing: nobody signed the bundle", trust));
        IReadOnlyList<string> ids = [];
        try
        {
            var envelope = Envelope.Read(BundleFiles.Signature, await archive.BytesAsync(BundleFiles.Signature, cancellationToken));
            if (envelope.Signatures.Any(signature => signature is not { Keyid: not null, Sig: not null }))
                return Forged([], "is no signed document (DSSE)");
            ids = [.. envelope.Signatures.Select(signature => VisibleText.Of(signature.Keyid))];
            if (envelope.PayloadType != PayloadType || !Is(envelope.Payload, manifest))
                return Forged(ids, "is the signature of something else, not of this manifest");
            if (trust.PublicPem is not { } key)
                return Unknown(ids, trust);
            envelope.Open(BundleFiles.Signature, key);
            return (new(SignatureState.Trusted, ids), null);
        }
        catch (DeployError error) when (error.Code == "DC9012")
        {
            return Unknown(ids, trust);
        }
        catch (DeployError error) when (error.Code == "DC9013")
        {
            return Forged(ids, "is not a signature by the key that it names: it was changed, or forged");
        }
        catch (Exception error) when (error is InvalidDataException or DeployError { Code: "DC9011" })
        {
            return Forged([], "is no signed document (DSSE)");
        }
    }

    private static bool Is(string payload, byte[] manifest)
    {
        var bytes = new byte[payload.Length];
        return Convert.TryFromBase64String(payload, bytes, out var length) && bytes.AsSpan(0, length).SequenceEqual(manifest);
    }

    private static (BundleSignature, BundleProblem) Unknown(IReadOnlyList<string> ids, BundleTrust trust) =>
        (new(SignatureState.UnknownKey, ids), Doubt(BundleProblemKind.UnknownKey,
            $"is signed by an unknown key, {(ids.Count == 0 ? "without an id" : string.Join(", ", ids))}", trust));

    private static (BundleSignature, BundleProblem) Forged(IReadOnlyList<string> ids, string detail) =>
        (new(SignatureState.Forged, ids), new(BundleProblemKind.Forged, BundleFiles.Signature, detail, BundleWeight.Hostile));

    private static BundleProblem Doubt(BundleProblemKind kind, string detail, BundleTrust trust) =>
        new(kind, BundleFiles.Signature, detail, trust.Required ? BundleWeight.Hostile : BundleWeight.Note);
}
