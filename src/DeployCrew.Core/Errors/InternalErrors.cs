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

    /// <summary>The pipeline is put together wrongly.</summary>
    public static DeployError StageGraph(string problem) => new("DC9003",
        $"The pipeline's stages do not fit together: {problem}.", "This is a bug in the pipeline: report it.");

    /// <summary>A stage took longer than it may.</summary>
    public static DeployError StageTimedOut(string stage, TimeSpan limit, IReadOnlyList<string> log) => new("DC9004",
        $"Stage '{stage}' did not end within {limit.TotalSeconds:0} s.",
        "Look at the last lines of its log below, remove the cause, and resume the run.", log);

    /// <summary>Somebody else works on the same project and environment.</summary>
    public static DeployError LeaseHeld(string scope, string holder) => new("DC9005",
        $"Another run works on {scope}: {holder}.", "Wait for it to end, or cancel it, and run the command again.", isTransient: true);

    /// <summary>No run of that name.</summary>
    public static DeployError RunNotFound(string run, string folder) => new("DC9006",
        $"There is no run '{run}' in {folder}.", "List the runs with 'deploycrew runs'.");

    /// <summary>A journal has a line that is not a journal entry, before its end.</summary>
    public static DeployError JournalDamaged(string file, int line) => new("DC9007",
        $"{file}:{line} is not a journal entry.", "The file was changed by hand or the disk is damaged; start a new run.");

    /// <summary>The public DNS could not be asked.</summary>
    public static DeployError NoNameServer(string name, string why) => new("DC9009",
        $"'{name}' could not be looked up: {why}", "Check the network and its name servers.", isTransient: true);

    /// <summary>A run is carried out already.</summary>
    public static DeployError RunIsUnderWay(string id) => new("DC9014",
        $"The run {id} is under way.", "Wait for its end, or cancel it first.");
}
