using DeployCrew.Core.Ports;

namespace DeployCrew.Rollouts;

/// <summary>What an analysis judges.</summary>
/// <param name="Traffic">What production's requests met in this step; null before there are any to be expected.</param>
/// <param name="Watched">How long the step has been looked at.</param>
/// <param name="Healthy">Targets of the new version that are healthy.</param>
/// <param name="Wanted">Targets that should be.</param>
/// <param name="Alarms">Alarms that have gone off since the deployment began.</param>
/// <param name="Checks">Checks and smoke script.</param>
internal sealed record AnalysisLook(
    TargetTraffic? Traffic, TimeSpan Watched, int Healthy, int Wanted, IReadOnlyList<string> Alarms, IReadOnlyList<CheckResult> Checks);
