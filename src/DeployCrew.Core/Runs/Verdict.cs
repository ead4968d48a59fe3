namespace DeployCrew.Core.Runs;

/// <summary>What a run ends in. Of a deployment only <see cref="Verified"/> and <see cref="Unchanged"/> are success, of a plan
/// <see cref="Planned"/>, of a destruction <see cref="Destroyed"/>.</summary>
public enum Verdict
{
    /// <summary>Our revision serves all of the traffic, and answers over HTTPS.</summary>
    Verified,

    /// <summary>There was nothing to deploy: what was wanted served already, and was verified again.</summary>
    Unchanged,

    /// <summary>The new version did not come up, was found wanting, or was ended by somebody; the earlier one serves.</summary>
    RolledBack,

    /// <summary>Deployed, but the endpoint does not show that our revision serves.</summary>
    NotVerified,

    /// <summary>Whether the new version is good could not be told; it has no more of the traffic than it had.</summary>
    Inconclusive,

    /// <summary>Some stage before the rollout failed; nothing was deployed.</summary>
    Failed,

    /// <summary>It was planned what a run would do, and nothing stands against it; nothing was changed.</summary>
    Planned,

    /// <summary>The environment is gone.</summary>
    Destroyed,

    /// <summary>It ended before something that it was not allowed to do: the run is read-only, or somebody who was asked did not say yes.</summary>
    Withheld,
}
