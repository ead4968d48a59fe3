using DeployCrew.Core.Runs;

namespace DeployCrew.Runs;

/// <summary>The logs that stages of a run have written.</summary>
public static class StageLogs
{
    /// <summary>Names of the stages, in the order in which they began to write.</summary>
    public static IReadOnlyList<string> Of(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var logs = Path.Combine(run.Path, "logs");
        return Directory.Exists(logs)
            ? [.. new DirectoryInfo(logs).GetFiles("*.log").OrderBy(file => file.CreationTimeUtc).Select(file => Path.GetFileNameWithoutExtension(file.Name))]
            : [];
    }
}
