using DeployCrew.Rehearsal.Machine;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>How a build goes through its phases.</summary>
internal static class CodeBuildPhases
{
    private static readonly string[] Before = ["SUBMITTED", "QUEUED", "PROVISIONING", "DOWNLOAD_SOURCE"];

    /// <summary>A machine is there at once, and there is no source.</summary>
    public static void Begin(BuildState build) => build.Phases.AddRange(Before.Select(type =>
        new BuildPhaseState { Type = type, StartedAt = build.StartedAt, EndedAt = build.StartedAt, Status = "SUCCEEDED" }));

    /// <summary>What the script says: BUILD has begun, or BUILD 1 has ended.</summary>
    public static void Mark(BuildState build, string[] words, DateTimeOffset now)
    {
        if (words is [var begun])
            build.Phases.Add(new BuildPhaseState { Type = begun, StartedAt = now });
        else if (words is [var ended, var code] && build.Phases.FindLast(phase => phase.Type == ended) is { } phase)
            Close(phase, code == "0" ? "SUCCEEDED" : "FAILED", code == "0" ? null : $"Error while executing command. Reason: exit status {code}", now);
    }

    public static void End(BuildState build, ScriptEnd end, DateTimeOffset now)
    {
        build.Status = end.Outcome switch
        {
            ScriptOutcome.Cancelled => "STOPPED",
            ScriptOutcome.TimedOut => "TIMED_OUT",
            _ => end.ExitCode == 0 ? "SUCCEEDED" : "FAILED",
        };
        foreach (var phase in build.Phases.Where(phase => phase.Status is null))
            Close(phase, build.Status, build.Status == "SUCCEEDED" ? null : $"The build ended in this phase: exit status {end.ExitCode}", now);
        build.Phases.Add(new BuildPhaseState { Type = "FINALIZING", StartedAt = now, EndedAt = now, Status = "SUCCEEDED" });
        build.Phases.Add(new BuildPhaseState { Type = "COMPLETED", StartedAt = now });
        build.EndedAt = now;
    }

    private static void Close(BuildPhaseState phase, string status, string? message, DateTimeOffset now) =>
        (phase.Status, phase.Message, phase.EndedAt) = (status, message, now);
}
