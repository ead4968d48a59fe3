using System.Collections.Concurrent;
using DeployCrew.Core.Ports;

namespace DeployCrew.Testing;

/// <summary>The twin of <see cref="IProcessRunner"/>: starts nothing, replays what the real program once wrote. Commands are known by the
/// beginning of their arguments; one that nobody recorded ends well and says nothing.</summary>
public sealed class ReplayingProcessRunner : IProcessRunner
{
    private readonly ConcurrentQueue<(string Beginning, ProcessResult Result)> recorded = new();

    /// <summary>Every command, in order.</summary>
    public ConcurrentQueue<ProcessCommand> Commands { get; } = new();

    /// <summary>What a command answers from now on; a later recording of the same beginning comes after the earlier one, and the last
    /// stays.</summary>
    /// <param name="beginning">Beginning of the arguments, joined by spaces: <c>plan -refresh-only</c>.</param>
    /// <param name="output">Lines of its output.</param>
    /// <param name="exitCode">How it ends.</param>
    /// <param name="errors">Lines of its error output.</param>
    public ReplayingProcessRunner Records(string beginning, IReadOnlyList<string> output, int exitCode = 0, IReadOnlyList<string>? errors = null)
    {
        recorded.Enqueue((beginning, new(exitCode, output, errors ?? [])));
        return this;
    }

    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        var arguments = string.Join(' ', command.Arguments);
        var before = Commands.Count(earlier => string.Join(' ', earlier.Arguments) == arguments);
        Commands.Enqueue(command);
        var answers = recorded.Where(answer => arguments.StartsWith(answer.Beginning, StringComparison.Ordinal)).Select(answer => answer.Result).ToList();
        var result = answers.Count == 0 ? new ProcessResult(0, [], []) : answers[Math.Min(before, answers.Count - 1)];
        foreach (var line in result.Output.Concat(result.Errors))
            command.OnLine?.Invoke(line);
        return Task.FromResult(result);
    }
}
