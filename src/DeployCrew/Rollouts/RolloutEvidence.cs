using System.Globalization;
using DeployCrew.Core.Ports;
using DeployCrew.Verification;

namespace DeployCrew.Rollouts;

/// <summary>
/// Gathers, while a rollout runs, what will explain its failure: the load balancer's words on the new tasks, what they answer where they can be
/// reached from here, and afterwards why they stopped and what they wrote. A stopped task's target is gone when the deployment ends.
/// </summary>
internal sealed class RolloutEvidence(IServiceRollouts rollouts, ITaskLogs logs, IEndpointProbe probe, TimeProvider time)
{
    private const int LogLines = 20;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <summary>Looks at the new tasks that are not healthy yet.</summary>
    public async Task CollectAsync(ServiceRollout rollout, RolloutSnapshot look, CancellationToken cancellationToken)
    {
        foreach (var task in look.Tasks)
            seen.TryAdd(task.Id, new Seen(rollout.Name));
        foreach (var target in look.Targets.Where(target => target.State is "initial" or "unhealthy"))
        {
            if (look.Tasks.FirstOrDefault(task => Has(task, target.Endpoint)) is { Status: "RUNNING", StartedAt: { } started } task && look.At - started > ProbeEvery)
                await ProbeAsync(seen[task.Id], rollout, target, cancellationToken);
        }
    }

    /// <summary>Everything that was found about one service, line by line.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(ServiceRollout rollout, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var failed = (await rollouts.ListTasksAsync(rollout.Cluster, rollout.ServiceName, cancellationToken))
            .Where(task => seen.ContainsKey(task.Id) && task.Status == "STOPPED").ToArray();
        foreach (var task in failed)
        {
            var container = task.Containers.FirstOrDefault(one => one.Name == rollout.Name);
            lines.Add($"task {task.Id} stopped: {task.StoppedReason}{(container?.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" (exit code {code})") : "")}");
        }

        var transcript = seen.Values.LastOrDefault(one => one.Service == rollout.Name && one.Transcript.Count > 0)?.Transcript ?? [];
        lines.AddRange(transcript);
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

    // Tasks in private subnets cannot be reached from everywhere; one that did not answer in time is not asked again.
    private async Task ProbeAsync(Seen task, ServiceRollout rollout, Target target, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (task.OutOfReach || now - task.ProbedAt < ProbeEvery)
            return;
        task.ProbedAt = now;
        var answer = await probe.GetAsync(EndpointAddress.Of($"http://{target.Endpoint}", rollout.Requirements.Health.Path), null, ProbeLimit, cancellationToken);
        task.OutOfReach = answer is { Status: null, Milliseconds: > 1000 };
        task.Transcript =
        [
            $"health check at {target.Endpoint}{rollout.Requirements.Health.Path}: {target.State} {target.Reason} {target.Description}".TrimEnd(),
            .. answer.Transcript.Select(line => "  " + line),
        ];
    }

    private sealed class Seen(string service)
    {
        public string Service => service;

        public DateTimeOffset ProbedAt { get; set; }

        public bool OutOfReach { get; set; }

        public IReadOnlyList<string> Transcript { get; set; } = [];
    }
}
