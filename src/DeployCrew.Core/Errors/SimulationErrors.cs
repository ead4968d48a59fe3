namespace DeployCrew.Core.Errors;

/// <summary>DC503x: simulated rollouts.</summary>
public static class SimulationErrors
{
    /// <summary>Faults of a simulation that cannot be understood.</summary>
    /// <param name="problems">Every bad part, with what is wrong with it.</param>
    public static DeployError FaultsMalformed(IReadOnlyList<string> problems) => new("DC5030",
        $"--fault: {problems.Count} part(s) cannot be understood.",
        "Write each fault as KIND[:PART…], such as crash:v2:30%:20s, alarm:NAME:@5m or abort:BAKE_TIME; deploycrew simulate --help names the kinds.", problems);

    /// <summary>Faults of a simulation that its strategy has no place for.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="problems">Every such fault, and why.</param>
    public static DeployError FaultsOutOfPlace(string strategy, IReadOnlyList<string> problems) => new("DC5031",
        $"--fault: {problems.Count} of them cannot happen with the strategy {strategy}.",
        "Leave them out, or simulate another strategy: --strategy canary.", problems);
}
