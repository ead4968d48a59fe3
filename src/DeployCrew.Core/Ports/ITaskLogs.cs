namespace DeployCrew.Core.Ports;

/// <summary>What tasks have written (CloudWatch Logs).</summary>
public interface ITaskLogs
{
    /// <summary>The last lines of one task's container, oldest first; empty when it wrote nothing or has no stream yet.</summary>
    /// <param name="logGroup">Log group of the service.</param>
    /// <param name="streamPrefix">The awslogs stream prefix, the container name and the task id: <c>web/web/0f3c…</c>.</param>
    /// <param name="lines">How many lines at the most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<string>> TailAsync(string logGroup, string streamPrefix, int lines, CancellationToken cancellationToken);
}
