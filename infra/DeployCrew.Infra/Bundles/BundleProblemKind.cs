namespace DeployCrew.Infra.Bundles;

/// <summary>How a bundle is not what it should be.</summary>
public enum BundleProblemKind
{
    /// <summary>The manifest lists it, or the requirements generate it, and it is not there.</summary>
    Missing,

    /// <summary>It is there, and the manifest does not list it.</summary>
    Unlisted,

    /// <summary>Its length or SHA-256 is not the manifest's.</summary>
    HashDiffers,

    /// <summary>The manifest agrees with it, but the requirements generate something else.</summary>
    HandEdited,

    /// <summary>The manifest lists it, but the requirements do not generate it.</summary>
    NotGenerated,

    /// <summary>Its path leads out of the folder that the bundle is unpacked in, or cannot be unpacked everywhere.</summary>
    UnsafePath,

    /// <summary>It is a symbolic link or a device.</summary>
    NotAFile,

    /// <summary>Its path is there twice, perhaps in another case.</summary>
    Duplicate,

    /// <summary>It is, or would be when unpacked, larger than is read.</summary>
    TooLarge,

    /// <summary>Another version of DeployCrew made it, or wrote another format.</summary>
    OtherVersion,

    /// <summary>Nobody signed it.</summary>
    NotSigned,

    /// <summary>A key signed it that is not the trusted one.</summary>
    UnknownKey,

    /// <summary>The signature is not of this manifest, or is no signature.</summary>
    Forged,
}
