using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>What the CLI's failures mean.</summary>
internal static partial class PulumiFailure
{
    /// <summary>The failure of an operation that was followed by its events.</summary>
    public static DeployError Of(string stack, string operation, EventReader events, ProcessResult ended)
    {
        if (LockIn(ended) is { } held)
            return EngineErrors.Locked(stack, held);
        var problems = events.Problems;
        var cause = events.Result is null ? $"it ended with exit code {ended.ExitCode} and without a summary"
            : problems.Count > 0 ? problems[0] : $"it ended as '{events.Result}'";
        return EngineErrors.EngineFailed("pulumi", operation, cause, problems);
    }

    /// <summary>The failure of a command that answers once.</summary>
    public static DeployError Of(string stack, string operation, ProcessResult ended) => LockIn(ended) is { } held
        ? EngineErrors.Locked(stack, held)
        : EngineErrors.EngineFailed("pulumi", operation, Cause(ended), [.. ended.Errors.Concat(ended.Output).Where(line => line.Length > 0).TakeLast(20)]);

    /// <summary>Who holds the lock, as the DIY backend says it; null when the failure is another.</summary>
    // error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.
    //   s3://bucket/.pulumi/locks/organization/hello/dev/22d8693a-….json: created by root@6d33034d (pid 285) at 2026-01-01T00:00:00Z
    public static string? LockIn(ProcessResult ended)
    {
        var text = string.Join('\n', ended.Errors.Concat(ended.Output));
        if (!text.Contains("the stack is currently locked by", StringComparison.Ordinal))
            return null;
        var owners = Owner().Matches(text).Select(match => $"{match.Groups["who"].Value} since {match.Groups["when"].Value} ({match.Groups["id"].Value})").ToArray();
        return owners.Length > 0 ? $"held by {string.Join(", ", owners)}" : "by an owner that the engine does not name";
    }

    private static string Cause(ProcessResult ended) =>
        ended.Errors.FirstOrDefault(line => line.StartsWith("error:", StringComparison.Ordinal))?[6..].Trim()
        ?? ended.Errors.LastOrDefault(line => line.Length > 0) ?? $"exit code {ended.ExitCode}";

    [GeneratedRegex(@"(?<id>[0-9a-f-]{36})\.json: created by (?<who>\S+ \(pid \d+\)) at (?<when>[0-9T:.Z+-]+)")]
    private static partial Regex Owner();
}
