namespace DeployCrew.Core.Errors;

/// <summary>DC9010-DC9013: keys and signatures.</summary>
public static class SigningErrors
{
    /// <summary>A key file that holds no key.</summary>
    public static DeployError KeyUnreadable(string path) => new("DC9010",
        $"{path} holds no ECDSA key in PEM.", "Name the right file; a damaged key of your own can be deleted, and is made anew.");

    /// <summary>A file that is no envelope.</summary>
    public static DeployError NoEnvelope(string file) => new("DC9011",
        $"{file} is no signed document (DSSE).", "Name an evidence.dsse.json of a run's folder or a manifest.dsse.json of a bundle, as it was written.");

    /// <summary>Somebody else signed it.</summary>
    public static DeployError OtherKey(string file, string wanted, IReadOnlyList<string> signers) => new("DC9012",
        $"{file} is not signed by the key {wanted}, but by {(signers.Count == 0 ? "nobody" : string.Join(", ", signers))}.",
        "Ask who made it for their public key, by a way that you trust, and give it with --key.");

    /// <summary>The signature is not of this content.</summary>
    public static DeployError Changed(string file) => new("DC9013",
        $"{file} was changed after it was signed, or the signature is forged.", "Do not trust it; ask for the original.");
}
