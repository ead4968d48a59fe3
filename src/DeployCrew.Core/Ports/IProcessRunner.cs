namespace DeployCrew.Core.Ports;

/// <summary>Runs programs. Arguments are a list; secrets go on standard input or in the environment, never in an argument.</summary>
public interface IProcessRunner
{
    /// <summary>Runs a program to its end. A non-zero exit code is a result, not an exception; cancellation kills the whole process tree,
    /// at once or after <see cref="ProcessCommand.InterruptGrace"/>.</summary>
    /// <exception cref="Errors.DeployError">DC9002 when the program cannot be started.</exception>
    Task<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken);
}

/// <summary>A program to run.</summary>
/// <param name="Program">Name on PATH, or a path.</param>
/// <param name="Arguments">Its arguments, one per element.</param>
public sealed record ProcessCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Working folder; null is the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables that are set on top of the inherited environment; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Text for standard input; null closes it at once.</summary>
    public string? StandardInput { get; init; }

    /// <summary>Called with each line of output and error output as it arrives.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>
    /// For programs that must not be killed in the middle: cancellation sends SIGINT once and waits so long for the program to end, before
    /// it is killed. Null kills it at once. On Linux the program gets a session of its own, so that Ctrl-C in a terminal does not reach it a
    /// second time by itself. On macOS, which has no <c>setsid</c> program, it does: there the terminal's Ctrl-C is left to do it. Windows
    /// has no SIGINT: the program is killed at once.
    /// </summary>
    public TimeSpan? InterruptGrace { get; init; }

    /// <summary>Program and arguments, for messages and tests.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program));
}

/// <summary>How a program ended.</summary>
public sealed record ProcessResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
