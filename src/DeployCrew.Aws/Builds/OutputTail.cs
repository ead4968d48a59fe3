using DeployCrew.Aws.Logs;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Builds;

/// <summary>Hands a build's lines on as they come into CloudWatch Logs, each once.</summary>
internal sealed class OutputTail(LogsClient logs, IProgress<string> output, DateTimeOffset begun)
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> given = new(StringComparer.Ordinal);
    private DateTimeOffset newest = begun;

    /// <summary>How many lines came.</summary>
    public int Count => given.Count;

    /// <summary>Hands on what is new in a stream, or in those that begin so. A log that is not there, or may not be read, has nothing new.</summary>
    public async Task ReadAsync(string group, string stream, CancellationToken cancellationToken)
    {
        var filter = new LogFilter(group) { StreamPrefix = stream, From = newest - Lateness };
        try
        {
            var found = await logs.FilterAsync(filter, cancellationToken).ToListAsync(cancellationToken);
            foreach (var line in found.OrderBy(line => line.At).Where(line => given.Add(line.Id)))
            {
                newest = line.At > newest ? line.At : newest;
                output.Report(line.Message.TrimEnd('\r', '\n'));
            }
        }
        catch (AwsCallError error) when (error.IsDenied || error.AwsCode is "ResourceNotFoundException")
        {
            return;
        }
    }
}
