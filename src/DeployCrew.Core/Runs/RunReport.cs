using DeployCrew.Core.Errors;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Stages;

namespace DeployCrew.Core.Runs;

/// <summary>The end of a run: what <c>--format json</c> prints and <c>report.json</c> holds.</summary>
/// <param name="RunId">Name of the run.</param>
/// <param name="Project">Project.</param>
/// <param name="Environment">Environment.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Verdict">What it ended in.</param>
/// <param name="Url">Address of the environment; null when no infrastructure was there.</param>
/// <param name="CaCertificate">Path of the authority to trust for it, or null when the system trusts it.</param>
/// <param name="ImageDigest">Digest of the image, when the project has one service.</param>
/// <param name="Images">Image by digest of each service.</param>
/// <param name="BytesPushed">Bytes that went to the registry.</param>
/// <param name="Stages">How each stage ended.</param>
/// <param name="Evidence">Path of evidence.json, or null when the verifier did not run.</param>
/// <param name="Bundle">Path of the bundle, or null.</param>
/// <param name="Error">The first error, or null.</param>
/// <param name="Seconds">Time that the run took, this session of it.</param>
public sealed record RunReport(
    string RunId, string Project, string Environment, string Target, Verdict Verdict, string? Url, string? CaCertificate,
    string? ImageDigest, IReadOnlyDictionary<string, string> Images, long BytesPushed, IReadOnlyList<StageResult> Stages,
    string? Evidence, string? Bundle, ErrorReport? Error, double Seconds)
{
    /// <summary>Whether our revision has all of the traffic, by evidence.</summary>
    public bool IsGood => Verdict is Verdict.Verified or Verdict.Unchanged;

    /// <summary>What the analysis of the new version found, oldest first; empty without one.</summary>
    public IReadOnlyList<AnalysisSample> Analysis { get; init; } = [];

    /// <summary>What its models took; null when it went by rules.</summary>
    public ModelUsage? Models { get; init; }

    /// <summary>Whether it went back to an earlier version.</summary>
    public bool IsRollback { get; init; }
}
