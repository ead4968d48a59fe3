using System.ComponentModel;
using System.Text.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Runs;

namespace DeployCrew.Mcp.Answers;

/// <summary>A run.</summary>
internal sealed record RunView(
    string RunId, string Project, string Environment, string Target, DateTimeOffset StartedAt,
    [property: Description("running, stopped (a person can resume it), or what it ended in: verified, unchanged, rolledBack, notVerified, inconclusive, failed, planned, destroyed. Only verified and unchanged mean that the wanted version serves.")] string State,
    [property: Description("The stage that is under way; left out without one.")] string? Stage,
    [property: Description("Address that it serves at; left out where there is none.")] string? Url)
{
    public static RunView Of(RunStatus status, Home home) => new(
        status.RunId, status.Project, status.Environment, status.Target, status.StartedAt,
        status.Report is { } ended ? JsonNamingPolicy.CamelCase.ConvertName($"{ended.Verdict}") : Lease.IsHeldBy(home, status.RunId) ? "running" : "stopped",
        status.Stage, status.Url);
}
