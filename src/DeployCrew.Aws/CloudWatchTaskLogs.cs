using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Task output in CloudWatch Logs (API 2014-03-28), as the awslogs driver writes it.</summary>
public sealed class CloudWatchTaskLogs(AwsConnection connection) : ITaskLogs, IDisposable
{
    private readonly AwsClient client = new(AwsService.Logs, connection);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> TailAsync(string logGroup, string streamPrefix, int lines, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.JsonAsync(
                "GetLogEvents",
                new JsonObject
                {
                    ["logGroupName"] = logGroup,
                    ["logStreamName"] = streamPrefix,
                    ["limit"] = lines,
                    ["startFromHead"] = false,
                },
                cancellationToken);
            return [.. answer.Objects("events").Select(line => line.Text("message"))];
        }
        catch (AwsCallError error) when (error.AwsCode == "ResourceNotFoundException")
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
