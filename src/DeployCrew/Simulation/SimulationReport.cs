using DeployCrew.Core.Errors;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Reports;
using DeployCrew.Rollouts;
using DeployCrew.Verification;

namespace DeployCrew.Simulation;

/// <summary>How a simulated rollout went.</summary>
/// <param name="Service">The service.</param>
/// <param name="Strategy">rolling | blueGreen | canary | linear.</param>
/// <param name="Seed">What chance was drawn from.</param>
/// <param name="Verdict">What a real run would have ended in.</param>
/// <param name="Error">Its first error, or null.</param>
/// <param name="Status">ECS's status of our service deployment; null when there was none.</param>
/// <param name="Traffic">Share of production's traffic of each version at the end, 0-100.</param>
/// <param name="Seconds">Virtual seconds that it took.</param>
/// <param name="UnansweredSeconds">Of these, seconds with traffic that no healthy task could answer.</param>
/// <param name="Lines">What the run said, with virtual times.</param>
/// <param name="Checks">What was verified at the end.</param>
/// <param name="Samples">Where the rollout stood from moment to moment.</param>
public sealed record SimulationReport(
    string Service, string Strategy, int Seed, Verdict Verdict, ErrorReport? Error, string? Status, IReadOnlyDictionary<string, double> Traffic,
    double Seconds, double UnansweredSeconds, IReadOnlyList<SimulatedLine> Lines, IReadOnlyList<Check> Checks, IReadOnlyList<RolloutSample> Samples)
{
    /// <summary>What was found about the new version, step by step; empty without deploy.analysis.</summary>
    public IReadOnlyList<AnalysisSample> Analysis { get; init; } = [];

    /// <summary>Exit code that a real run would have; null until it was asked for.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The rollout as a picture; null when there is nothing to draw.</summary>
    public string? Timeline() => Samples.Count == 0 ? null : TimelineSvg.Draw(Samples, Analysis);
}

/// <summary>A line of progress.</summary>
/// <param name="Seconds">Virtual seconds since the rollout began.</param>
/// <param name="Text">What was said.</param>
public sealed record SimulatedLine(double Seconds, string Text);
