using DeployCrew.Core.Ports;

namespace DeployCrew.Pipeline;

/// <summary>
/// Gathers, while a rollout runs, what will explain its failure: the load balancer's words on the new targets, an answer of such a target where it can
/// be reached from here, and afterwards why tasks stopped and what they wrote. A stopped task's target is gone when the deployment ends.
/// </summary>
internal sealed class RolloutEvidence(IServiceRollouts rollouts, ITargetHealth targets, ITaskLogs logs, IEndpointProbe probe)
{
    private const int LogLines = 20;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, IReadOnlyList<string>> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> ours = new(StringComparer.Ordinal);

    /// <summary>Looks at the new tasks' targets that are not healthy.</summary>
    public async Task CollectAsync(ServiceRollout rollout, string definition, CancellationToken cancellationToken)
    {
        var tasks = (await rollouts.ListTasksAsync(rollout.Cluster, rollout.ServiceName, cancellationToken)).Where(task => task.TaskDefinition == definition).ToArray();
        ours.UnionWith(tasks.Select(task => task.Id));
        if (rollout.TargetGroup is not { } group)
            return;
        foreach (var target in (await targets.DescribeAsync(group, cancellationToken)).Where(target => target.State == "unhealthy" && !seen.ContainsKey(target.Endpoint)))
        {
            if (tasks.FirstOrDefault(task => Has(task, target.Endpoint)) is not { } task)
                continue;
            var answer = await probe.GetAsync(new Uri($"http://{target.Endpoint}{rollout.Requirements.Health.Path}"), null, ProbeLimit, cancellationToken);
            seen[target.Endpoint] =
            [
                $"health check of task {task.Id} at {target.Endpoint}{rollout.Requirements.Health.Path}: {target.State}: {target.Reason}: {target.Description}",
                .. answer.Transcript.Select(line => "  " + line),
            ];
        }
    }

    /// <summary>Everything that was found, line by line.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(ServiceRollout rollout, CancellationToken cancellationToken)
    {
        var lines = seen.Values.SelectMany(transcript => transcript).ToList();
        var failed = (await rollouts.ListTasksAsync(rollout.Cluster, rollout.ServiceName, cancellationToken))
            .Where(task => ours.Contains(task.Id) && task.Status == "STOPPED").ToArray();
        foreach (var task in failed)
        {
            var container = task.Containers.FirstOrDefault(one => one.Name == rollout.Name);
            lines.Add($"task {task.Id} stopped: {task.StoppedReason}{(container?.ExitCode is { } code ? $" (exit code {code})" : "")}");
        }

        if (failed.LastOrDefault() is { } last)
        {
            var tail = await logs.TailAsync(rollout.LogGroup, $"{rollout.Name}/{rollout.Name}/{last.Id}", LogLines, cancellationToken);
            lines.Add(tail.Count == 0 ? $"task {last.Id} wrote no log" : $"log of task {last.Id}, its last {tail.Count} lines:");
            lines.AddRange(tail.Select(line => "  " + line));
        }

        var service = await rollouts.DescribeServiceAsync(rollout.Cluster, rollout.ServiceName, cancellationToken);
        lines.Add("events of the service, newest first:");
        lines.AddRange(service.Events.Take(6).Select(line => $"  {line.At:HH:mm:ss} {line.Message}"));
        return lines;
    }

    // A target of a task in awsvpc mode is its address with the container port; in bridge mode it is the very binding.
    public static bool Has(EcsTask task, string endpoint) => task.Containers.SelectMany(container => container.Endpoints)
        .Any(own => own == endpoint || (!own.Contains(':', StringComparison.Ordinal) && endpoint.StartsWith(own + ":", StringComparison.Ordinal)));
}
