namespace DeployCrew.Core.Errors;

/// <summary>DC405x: stack engines.</summary>
public static class EngineErrors
{
    /// <summary>The engine could not create, update or delete a resource.</summary>
    public static DeployError ResourceFailed(string type, string name, string code, string message) => new("DC4050",
        $"{type} '{name}' could not be applied: {code}: {message}", "Read the message above, correct what it names, and resume the run; what was applied stays.");

    /// <summary>The local cloud did not start.</summary>
    public static DeployError LocalCloudNotStarted(string reason, IReadOnlyList<string> log) => new("DC4051",
        $"The local cloud did not start: {reason}", "Read its log below; 'deploycrew local logs' shows all of it.", log);

    /// <summary>The local cloud is asked for, and does not run.</summary>
    public static DeployError LocalCloudDown() => new("DC4052", "The local cloud does not run.", "Start it with 'deploycrew local up'.");

    /// <summary>This engine is not built yet.</summary>
    public static DeployError TargetNotAvailable(string target) => new("DC4053",
        $"The target '{target}' cannot be deployed to by this version: only 'local' can.",
        "Use --target local, or take the bundle ('deploycrew bundle') and follow its RUN_ORDER.md.");
}
