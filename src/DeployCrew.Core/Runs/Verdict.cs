namespace DeployCrew.Core.Runs;

/// <summary>What a run ends in. Only <see cref="Verified"/> is success.</summary>
public enum Verdict
{
    /// <summary>Our revision serves all of the traffic, and answers over HTTPS.</summary>
    Verified,

    /// <summary>The new version did not come up; the earlier one serves.</summary>
    RolledBack,

    /// <summary>Deployed, but the endpoint does not show that our revision serves.</summary>
    NotVerified,

    /// <summary>Some stage before the rollout failed; nothing was deployed.</summary>
    Failed,
}
