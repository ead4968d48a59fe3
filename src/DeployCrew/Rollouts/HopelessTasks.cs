using DeployCrew.Core.Ports;

namespace DeployCrew.Rollouts;

/// <summary>
/// Tells when a rollout cannot come to a good end, so that nobody waits for ten more failures of the same kind. Stop reasons are those of the ECS
/// developer guide, "Stopped tasks error messages".
/// </summary>
internal static class HopelessTasks
{
    // A second task would fail in the very same way.
    private static readonly (string Sign, string Cause)[] Incurable =
    [
        ("CannotPullContainerError", "the image cannot be pulled"),
        ("CannotPullImageManifestError", "the image cannot be pulled"),
        ("exec format error", "the image is for another processor architecture"),
        ("exec user process caused", "the image's program cannot be executed"),
        ("ResourceInitializationError: unable to pull secrets", "a secret cannot be read"),
        ("CannotStartContainerError", "the container cannot be started"),
        ("CannotCreateContainerError", "the container cannot be created"),
    ];

    private static readonly TimeSpan Unhealthy = TimeSpan.FromSeconds(60);

    /// <summary>Why there is no hope, in a line; null while there is some.</summary>
    /// <param name="seen">The last look.</param>
    /// <param name="threshold">Failed tasks that are enough.</param>
    /// <param name="grace">Time in which a new task may be unhealthy.</param>
    public static string? Reason(RolloutSnapshot seen, int threshold, TimeSpan grace)
    {
        foreach (var task in seen.Failed)
        {
            var words = Words(task);
            if (Incurable.FirstOrDefault(one => words.Contains(one.Sign, StringComparison.OrdinalIgnoreCase)) is { Cause: { } cause })
                return $"{cause}: {words}";
        }

        var failed = seen.Failed.ToArray();
        if (failed.Length >= threshold)
            return $"{failed.Length} tasks failed, the last one with: {Words(failed.MaxBy(task => task.CreatedAt)!)}";
        return StaysUnhealthy(seen, grace) is { } target
            ? $"no task became healthy in {(int)(grace + Unhealthy).TotalSeconds} s: {$"{target.Endpoint} {target.State} {target.Reason} {target.Description}".TrimEnd()}"
            : null;
    }

    /// <summary>Everything that ECS says of a task's end.</summary>
    public static string Words(EcsTask task) => string.Join("; ", task.Containers
        .Select(container => container.ExitCode is { } code ? $"{container.Reason} (exit code {code})".TrimStart() : container.Reason)
        .Prepend(task.StoppedReason).Where(one => !string.IsNullOrWhiteSpace(one)).Distinct());

    // Only when no task of ours ever could serve: one that fell ill later is replaced by ECS.
    private static Target? StaysUnhealthy(RolloutSnapshot seen, TimeSpan grace) => seen.Healthy > 0 ? null : seen.Tasks
        .Where(task => task is { Status: "RUNNING", StartedAt: { } started } && seen.At - started > grace + Unhealthy)
        .SelectMany(seen.TargetsOf).FirstOrDefault(target => target.State is "unhealthy" or "initial");
}
