using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Review;
using DeployCrew.Verification;

namespace DeployCrew.Web.Runs;

/// <summary>A run as it is laid beside another one.</summary>
/// <param name="Run">The run.</param>
/// <param name="Region">AWS region; null when its requirements cannot be read any more.</param>
/// <param name="Strategy">How versions are rolled out.</param>
/// <param name="Resources">How many resources its environment has.</param>
/// <param name="MonthlyUsd">US dollars a month of what is priced.</param>
/// <param name="ChecksHold">How many of the verifier's checks hold; null when it has not looked.</param>
/// <param name="Checks">How many it made.</param>
public sealed record ComparedRun(RunSummary Run, string? Region, string? Strategy, int? Resources, decimal? MonthlyUsd, int? ChecksHold, int? Checks)
{
    internal static ComparedRun Of(RunFolder folder, RunSummary run)
    {
        var evidence = File.Exists(folder.EvidenceFile) ? JsonSerializer.Deserialize<Evidence>(File.ReadAllText(folder.EvidenceFile), JsonFormat.Compact) : null;
        var (holds, made) = (evidence?.Checks.Count(check => check.Holds), evidence?.Checks.Count);
        try
        {
            var document = RequirementsReader.Load(folder.RequirementsFile).Document;
            var review = EnvironmentReview.Of(document, StackBlueprint.Create(document), run.Environment);
            return new(run, document.Region, document.Deploy.Strategy, review.Resources.Count, review.Cost.TotalUsd, holds, made);
        }
        catch (Exception error) when (error is DeployError or IOException)
        {
            return new(run, null, null, null, null, holds, made);
        }
    }
}
