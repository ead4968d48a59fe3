namespace DeployCrew.Core.Errors;

/// <summary>DC5020-DC5029: the analysis of a new version.</summary>
public static class AnalysisErrors
{
    /// <summary>The new version broke a limit, and the earlier one serves.</summary>
    public static DeployError Failed(string service, double percent, string reasons, IReadOnlyList<string> evidence) => new("DC5020",
        FormattableString.Invariant($"The analysis of the new version of '{service}' failed at {percent:0.#} % of the traffic, and it was rolled back: {reasons}"),
        "Correct the app by the numbers and the transcript below, or the limits in deploy.analysis, and run again. The earlier version serves.", evidence);

    /// <summary>Nobody could tell in time whether the new version is good.</summary>
    public static DeployError Inconclusive(string service, double percent, string reasons, int waitMinutes, IReadOnlyList<string> evidence) => new("DC5021",
        FormattableString.Invariant($"Whether the new version of '{service}' is good could not be told at {percent:0.#} % of the traffic within {waitMinutes} minutes, and it was rolled back: {reasons}"),
        "Run again when there are enough requests, set deploy.analysis.minimumRequests lower or deploy.waitMinutes higher, or decide while it waits: deploycrew rollout continue.", evidence);

    /// <summary>The app has no such file.</summary>
    public static DeployError SmokeMissing(string path) => new("DC5022",
        $"The smoke script '{path}' is not in the app.", "Correct deploy.analysis.smoke: a path relative to the app, of a file that goes with it.");
}
