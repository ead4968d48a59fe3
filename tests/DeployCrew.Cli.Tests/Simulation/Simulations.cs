using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Simulation;

namespace DeployCrew.Cli.Tests.Simulation;

/// <summary>Simulations of one web service.</summary>
internal static class Simulations
{
    public static readonly RequirementsDocument Requirements = RequirementsReader.Read("requirements.json", RequirementsTemplate.For("matrix")).Document;

    public static SimulationReport Run(string strategy, string[] faults, int seed = 1, bool first = false, bool approval = false, int tasks = 4, DeployRequirements? deploy = null, AnalysisRequirements? analysis = null)
    {
        var read = FaultText.Read(faults);
        var document = Requirements with
        {
            Deploy = (deploy ?? new DeployRequirements { WaitMinutes = 30 }) with { Strategy = strategy, ApproveTraffic = approval, Alarms = ["errors"], Analysis = analysis },
        };
        return SimulationService.Run(new SimulationRequest(document, "dev", "web", read, seed) { First = first, Tasks = tasks });
    }

    public static Expected Outcome(SimulationReport report) =>
        new(report.Verdict, ExitCodes.Of(report.Verdict, report.Error), report.Error?.Code, Traffic(report));

    public static string Traffic(SimulationReport report) => report.Traffic.Count == 0 ? "nobody"
        : string.Join(", ", report.Traffic.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value:0.#} %")));
}
