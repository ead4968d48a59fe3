using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Rollouts;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>Where services stand, for people or as data.</summary>
internal static class RolloutText
{
    public static void Write(Terminal terminal, IReadOnlyList<ServiceStatus> statuses, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(statuses, JsonFormat.Indented));
            return;
        }

        foreach (var status in statuses)
        {
            terminal.People.MarkupLineInterpolated($"[bold]{status.Service}[/] [grey]{status.DesiredCount} tasks wanted[/]");
            foreach (var revision in status.Revisions)
            {
                var share = revision.Percent is { } percent ? FormattableString.Invariant($", {percent:0.#} % of the traffic") : "";
                terminal.People.MarkupLineInterpolated(
                    $"  {Last(revision.TaskDefinition)} [grey]{Digest(revision.Image)}[/] {revision.Healthy} of {revision.Running} tasks healthy{share}");
            }

            if (status.Revisions.Count == 0)
                terminal.People.MarkupLine("  [yellow]nothing runs[/]");
            if (status.Deployment is not { } deployment)
                continue;
            var colour = deployment.Status switch
            {
                Core.Ports.ServiceDeploymentStatus.Successful => "green",
                Core.Ports.ServiceDeploymentStatus.Pending or Core.Ports.ServiceDeploymentStatus.InProgress => "blue",
                _ => "yellow",
            };
            terminal.People.MarkupLine(
                $"  deployment {Markup.Escape(Last(deployment.Arn))} [{colour}]{deployment.Status}[/] {Markup.Escape(string.Join(", ", Words(status)))}".TrimEnd());
        }
    }

    private static IEnumerable<string> Words(ServiceStatus status)
    {
        var deployment = status.Deployment!;
        if (!deployment.HasEnded && deployment.Stage is not null)
            yield return deployment.Stage;
        if (deployment.StatusReason is not null)
            yield return deployment.StatusReason;
        if (deployment.Waiting is { } waiting)
            yield return $"waits for: deploycrew rollout continue{(waiting.ExpiresAt is { } until ? $" (until {until.ToLocalTime():HH:mm}, then it is rolled back)" : "")}";
        else if (status.Held)
            yield return "pauses before it shifts more traffic";
    }

    private static string Last(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    // registry/repository@sha256:0123456789ab…
    private static string Digest(string? image) => image?.IndexOf("@sha256:", StringComparison.Ordinal) is { } at and >= 0 ? image[(at + 1)..][..19] : image ?? "";
}
