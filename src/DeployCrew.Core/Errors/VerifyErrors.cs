namespace DeployCrew.Core.Errors;

/// <summary>DC6xxx: verification.</summary>
public static class VerifyErrors
{
    /// <summary>A run without evidence.</summary>
    public static DeployError NoEvidence(string file) => new("DC6002",
        $"There is no evidence: {file}.", "The run did not get as far as its verifier: deploycrew status says how far it came.");

    /// <summary>A path that is no path.</summary>
    public static DeployError PathLeadsElsewhere(string path, string origin) => new("DC6003",
        $"'{path}' is not a path of {origin}.", "Begin health and check paths with '/'; they say nothing about hosts.");

    /// <summary>The endpoint or what runs behind it is not what was deployed.</summary>
    public static DeployError NotVerified(string url, IReadOnlyList<string> failures, IReadOnlyList<string> transcript) => new("DC6001",
        $"{url} does not show that the new version serves: {string.Join("; ", failures)}.",
        "Read the transcript below; evidence.json in the run's folder holds every check.", transcript);
}
