using DeployCrew.Aws.Logs;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Task output in CloudWatch Logs, as the awslogs driver writes it.</summary>
public sealed class CloudWatchTaskLogs(AwsConnection connection) : ITaskLogs, IDisposable
{
    private readonly LogsClient client = new(connection);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> TailAsync(string logGroup, string streamPrefix, int lines, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await client.GetLastAsync(logGroup, streamPrefix, lines, cancellationToken)).Select(line => line.Message)];
        }
        catch (AwsCallError error) when (error.AwsCode == "ResourceNotFoundException")
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
