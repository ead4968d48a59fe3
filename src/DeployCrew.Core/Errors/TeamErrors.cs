namespace DeployCrew.Core.Errors;

/// <summary>DC92xx: what a team shares: queue and journals in PostgreSQL, artifacts.</summary>
public static class TeamErrors
{
    /// <summary>The store's address is not one.</summary>
    public static DeployError BadStore(string problem) => new("DC9201",
        $"The store cannot be used: {problem}.", "Name it as postgres://USER@HOST:PORT/DATABASE; the password belongs into PGPASSWORD or a PGPASSFILE.");

    /// <summary>The database does not answer, or refuses.</summary>
    public static DeployError StoreFailed(string what, Exception cause, bool isTransient) => new("DC9202",
        $"The store could not {what}: {cause.Message}", "Check that PostgreSQL runs and that the user may use the database.", isTransient: isTransient, cause: cause);

    /// <summary>A worker was away for too long.</summary>
    public static DeployError ClaimLost(string runId, string worker) => new("DC9203",
        $"The run {runId} is no longer {worker}'s: it did not renew its claim in time.", "Nothing is to be done: another worker goes on with the run.");

    /// <summary>A run that ends its workers.</summary>
    public static DeployError TooManyTakeovers(string runId, int count) => new("DC9204",
        $"{count} workers were lost while they worked on the run {runId}.", "Look at the workers' logs for why they ended (memory?), and resume the run.");

    /// <summary>A file that should be there is not.</summary>
    public static DeployError ArtifactMissing(string key) => new("DC9205",
        $"The artifact '{key}' is not there.", "Check that all of the team's machines name the same --artifacts, and that nothing deletes from it.");

    /// <summary>Artifacts cannot be written or read.</summary>
    public static DeployError ArtifactsFailed(string where, Exception cause) => new("DC9206",
        $"The artifacts at {where} cannot be used: {cause.Message}", "Check that the folder is there and can be written.", isTransient: true, cause: cause);

    /// <summary>The place of the artifacts is not one.</summary>
    public static DeployError BadArtifacts(string named) => new("DC9207",
        $"'{named}' is no place for artifacts.", "Name a folder that all machines share, or s3://BUCKET/PREFIX.");

    /// <summary>A store without artifacts, or the other way round.</summary>
    public static DeployError StoreNeedsArtifacts() => new("DC9208",
        "A store needs a place for the runs' files, and such a place needs a store.", "Give --store and --artifacts together.");

    /// <summary>A newer DeployCrew has set the database up.</summary>
    public static DeployError StoreIsNewer(int found, int known) => new("DC9209",
        $"The database has version {found} of the tables, and this DeployCrew knows {known}.", "Use the version of DeployCrew that the rest of the team uses.");

    /// <summary>A bucket is somewhere.</summary>
    public static DeployError NoRegion() => new("DC9210", "The region of the artifacts' bucket is not known.", "Set AWS_REGION.");

    /// <summary>Two workers of one name.</summary>
    public static DeployError WorkerIsThere(string name) => new("DC9211", $"A worker '{name}' works on this machine.", "Give this one another name with --name.");
}
