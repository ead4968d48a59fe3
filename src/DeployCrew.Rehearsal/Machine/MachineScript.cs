namespace DeployCrew.Rehearsal.Machine;

/// <summary>A script for the local cloud's machine.</summary>
/// <param name="Id">Names its folder.</param>
/// <param name="Text">What /bin/sh is to run.</param>
/// <param name="Variables">Environment variables besides the machine's own.</param>
/// <param name="Limit">How long it may run.</param>
/// <param name="Region">Region that its AWS calls go to.</param>
internal sealed record MachineScript(string Id, string Text, IReadOnlyDictionary<string, string> Variables, TimeSpan Limit, string Region);

/// <summary>How a script came to its end.</summary>
internal enum ScriptOutcome
{
    /// <summary>By itself.</summary>
    Ended,

    /// <summary>It took too long, and was killed.</summary>
    TimedOut,

    /// <summary>Somebody asked for it, and it was killed.</summary>
    Cancelled,
}

/// <summary>The end of a script.</summary>
/// <param name="Outcome">How.</param>
/// <param name="ExitCode">Its exit code; -1 when it was killed.</param>
internal sealed record ScriptEnd(ScriptOutcome Outcome, int ExitCode);
