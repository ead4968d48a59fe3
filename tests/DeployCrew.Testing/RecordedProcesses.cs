using System.Collections.Concurrent;
using DeployCrew.Core.Ports;

namespace DeployCrew.Testing;

/// <summary>The twin of <see cref="IProcessRunner"/>: answers commands with what a program once wrote, and keeps what it was asked.</summary>
public sealed class RecordedProcesses : IProcessRunner
{
    private readonly List<(string Beginning, Queue<Recording> Answers)> recordings = [];
    private readonly ConcurrentQueue<ProcessCommand> asked = new();

    /// <summary>Every command, in order.</summary>
    public IReadOnlyList<ProcessCommand> Asked => [.. asked];

    /// <summary>Arguments of every command, a line each.</summary>
    public IReadOnlyList<string> Lines => [.. asked.Select(command => string.Join(' ', command.Arguments))];

    /// <summary>Answers commands whose arguments begin so; of several answers each is given once, the last for ever.</summary>
    public RecordedProcesses Answer(string beginning, int exitCode, IEnumerable<string> output, params string[] errors)
    {
        var known = recordings.FirstOrDefault(one => one.Beginning == beginning);
        if (known.Answers is null)
            recordings.Add(known = (beginning, new()));
        known.Answers.Enqueue(new(exitCode, [.. output], errors));
        return this;
    }

    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        asked.Enqueue(command);
        var line = string.Join(' ', command.Arguments);
        var (_, answers) = recordings.Where(one => line.StartsWith(one.Beginning, StringComparison.Ordinal)).MaxBy(one => one.Beginning.Length);
        if (answers is null)
            throw new InvalidOperationException($"Nothing was recorded for: {command}");
        var answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        foreach (var text in answer.Output.Concat(answer.Errors))
            command.OnLine?.Invoke(text);
        return Task.FromResult(new ProcessResult(answer.ExitCode, answer.Output, answer.Errors));
    }

    private sealed record Recording(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
}
