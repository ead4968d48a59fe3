namespace DeployCrew.Core.Ports;

/// <summary>Runs programs. Arguments are a list; secrets go on standard input or in the environment, never in an argument.</summary>
public interface IProcessRunner
{
    /// <summary>Runs a program to its end. A non-zero exit code is a result, not an exception; cancellation kills the whole process tree.</summary>
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

    /// <summary>When set, cancellation sends one interrupt (SIGINT) and waits this long before it kills.</summary>
    public TimeSpan? InterruptGrace { get; init; }

    /// <summary>Program and arguments, for messages and tests.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program));
}

/// <summary>How a program ended.</summary>
public sealed record ProcessResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
