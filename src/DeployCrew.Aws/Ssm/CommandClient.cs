using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Ssm;

/// <summary>Commands on managed instances: SSM Run Command (API 2014-11-06).</summary>
internal sealed class CommandClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Ssm, connection);

    /// <summary>Runs shell lines on instances, with AWS-RunShellScript; a second call runs them again.</summary>
    /// <param name="instances">1-50 instance ids.</param>
    /// <param name="lines">The script.</param>
    /// <param name="delivery">How long an instance may take to pick it up; 30 s at the least.</param>
    /// <param name="limit">How long it may run on each.</param>
    /// <param name="logGroup">Log group that the output goes to while it runs, when the instance's role may write there; null for none.</param>
    /// <param name="comment">At most 100 characters; by it a command is found again.</param>
    /// <param name="cancellationToken">Ends the call, not the command.</param>
    /// <returns>Id of the command.</returns>
    /// <exception cref="AnswerLostError">Whether it was sent is not known.</exception>
    public async Task<string> SendAsync(
        IEnumerable<string> instances, IEnumerable<string> lines, TimeSpan delivery, TimeSpan limit, string? logGroup, string comment, CancellationToken cancellationToken)
    {
        var request = new JsonObject
        {
            ["DocumentName"] = "AWS-RunShellScript",
            ["InstanceIds"] = JsonFields.Array(instances),
            ["TimeoutSeconds"] = (int)delivery.TotalSeconds,
            ["Comment"] = comment,
            ["Parameters"] = new JsonObject
            {
                ["commands"] = JsonFields.Array(lines),
                ["executionTimeout"] = JsonFields.Array(((int)limit.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            },
        };
        if (logGroup is not null)
            request["CloudWatchOutputConfig"] = new JsonObject { ["CloudWatchOutputEnabled"] = true, ["CloudWatchLogGroupName"] = logGroup };
        var answer = await client.JsonAsync("SendCommand", request, Effect.Once, cancellationToken);
        return (answer["Command"] as JsonObject ?? []).Text("CommandId");
    }

    /// <summary>How a command goes on each instance.</summary>
    public async Task<IReadOnlyList<Invocation>> ListInvocationsAsync(string commandId, CancellationToken cancellationToken) => await client
        .JsonPagesAsync("ListCommandInvocations", new() { ["CommandId"] = commandId, ["Details"] = true }, new("NextToken", "NextToken", "CommandInvocations"), cancellationToken)
        .Select(json => Read((JsonObject)json)).ToListAsync(cancellationToken);

    /// <summary>What a command wrote on one instance: the first 24,000 characters of each stream; null while the instance has not heard of it.</summary>
    public async Task<CommandOutput?> FindOutputAsync(string commandId, string instance, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.JsonAsync("GetCommandInvocation", new() { ["CommandId"] = commandId, ["InstanceId"] = instance }, Effect.Repeatable, cancellationToken);
            return new(
                answer.TextOrNull("Status") ?? "", answer.NumberOrNull("ResponseCode"), answer.TextOrNull("StandardOutputContent") ?? "",
                answer.TextOrNull("StandardErrorContent") ?? "");
        }
        catch (AwsCallError error) when (error.AwsCode is "InvocationDoesNotExist")
        {
            return null;
        }
    }

    /// <summary>Asks for a command to be cancelled; what runs already may run on.</summary>
    public Task CancelAsync(string commandId, CancellationToken cancellationToken) =>
        client.JsonAsync("CancelCommand", new() { ["CommandId"] = commandId }, Effect.Repeatable, cancellationToken);

    /// <summary>Instances that SSM manages.</summary>
    public async Task<IReadOnlyList<ManagedInstance>> DescribeInstancesAsync(CancellationToken cancellationToken) => await client
        .JsonPagesAsync("DescribeInstanceInformation", [], new("NextToken", "NextToken", "InstanceInformationList"), cancellationToken)
        .Select(node => (JsonObject)node).Select(json => new ManagedInstance(
            json.Text("InstanceId"), json.TextOrNull("PingStatus") == "Online", json.TimeOrNull("LastPingDateTime"), json.TextOrNull("PlatformName"),
            json.TextOrNull("PlatformVersion"), json.TextOrNull("AgentVersion"))).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Invocation Read(JsonObject json) => new(
        json.Text("InstanceId"), json.TextOrNull("Status") ?? "", json.TextOrNull("StatusDetails"), json.Objects("CommandPlugins").Select(plugin => plugin.NumberOrNull("ResponseCode")).LastOrDefault());
}
