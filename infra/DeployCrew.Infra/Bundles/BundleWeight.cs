namespace DeployCrew.Infra.Bundles;

/// <summary>What a problem of a bundle comes to.</summary>
public enum BundleWeight
{
    /// <summary>To be known; it stops nothing.</summary>
    Note,

    /// <summary>The bundle is not what its requirements generate, or what its manifest says.</summary>
    Changed,

    /// <summary>It is not what was signed, or it is made to do harm: it should not be unpacked.</summary>
    Hostile,
}
