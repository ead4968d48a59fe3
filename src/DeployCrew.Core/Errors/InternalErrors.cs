namespace DeployCrew.Core.Errors;

/// <summary>DC9xxx: this machine, and bugs of ours.</summary>
public static class InternalErrors
{
    /// <summary>An exception that nobody expected.</summary>
    public static DeployError Bug(Exception cause, string? log) => new("DC9001",
        $"This is a bug in DeployCrew: {cause.GetType().Name}: {cause.Message}",
        log is null ? "Report it with the details below." : $"Report it with the details below and the journal {log}.",
        details: (cause.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), cause: cause);

    /// <summary>A program is not on PATH, or not executable.</summary>
    public static DeployError ProgramNotStarted(string program, Exception cause) => new("DC9002",
        $"Cannot start '{program}': {cause.Message}", $"Install '{program}', or put it on PATH, and run the command again.", cause: cause);
}
