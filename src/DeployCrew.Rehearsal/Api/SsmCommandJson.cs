using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Machine;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Commands as SSM writes them.</summary>
internal static class SsmCommandJson
{
    private const string Document = "AWS-RunShellScript";
    private const string Plugin = "aws:runShellScript";

    public static JsonObject Instance(string id, DateTimeOffset now) => new()
    {
        ["InstanceId"] = id,
        ["PingStatus"] = "Online",
        ["LastPingDateTime"] = now.Epoch(),
        ["AgentVersion"] = "3.3.0.0",
        ["IsLatestVersion"] = true,
        ["PlatformType"] = "Linux",
        ["PlatformName"] = "this machine",
        ["PlatformVersion"] = "1",
        ["ResourceType"] = "EC2Instance",
        ["IPAddress"] = "127.0.0.1",
        ["ComputerName"] = "localhost",
    };

    public static JsonObject Command(CommandState one) => new()
    {
        ["CommandId"] = one.Id,
        ["DocumentName"] = Document,
        ["DocumentVersion"] = "$DEFAULT",
        ["Comment"] = one.Comment,
        ["ExpiresAfter"] = one.RequestedAt.AddSeconds(one.DeliverySeconds).Epoch(),
        ["Parameters"] = new JsonObject(one.Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToJsonArray()))),
        ["InstanceIds"] = new JsonArray(LocalMachine.InstanceId),
        ["RequestedDateTime"] = one.RequestedAt.Epoch(),
        ["Status"] = one.Status,
        ["StatusDetails"] = Detail(one),
        ["TargetCount"] = 1,
        ["CompletedCount"] = one.HasEnded ? 1 : 0,
        ["ErrorCount"] = one.Status == "Failed" ? 1 : 0,
        ["TimeoutSeconds"] = one.DeliverySeconds,
        ["CloudWatchOutputConfig"] = Log(one),
    };

    public static JsonObject Invocation(CommandState one, bool details) => new()
    {
        ["CommandId"] = one.Id,
        ["InstanceId"] = LocalMachine.InstanceId,
        ["InstanceName"] = "localhost",
        ["Comment"] = one.Comment,
        ["DocumentName"] = Document,
        ["RequestedDateTime"] = one.RequestedAt.Epoch(),
        ["Status"] = one.Status,
        ["StatusDetails"] = Detail(one),
        ["CommandPlugins"] = details ? new JsonArray(new JsonObject
        {
            ["Name"] = Plugin,
            ["Status"] = PluginStatus(one),
            ["StatusDetails"] = Detail(one),
            ["ResponseCode"] = one.ExitCode,
            ["ResponseStartDateTime"] = one.RequestedAt.Epoch(),
            ["ResponseFinishDateTime"] = one.EndedAt?.Epoch(),
            ["Output"] = one.Output.Length > 2500 ? one.Output[..2500] : one.Output,
        }) : [],
        ["CloudWatchOutputConfig"] = Log(one),
    };

    public static JsonObject Detail(CommandState one, DateTimeOffset now) => new()
    {
        ["CommandId"] = one.Id,
        ["InstanceId"] = LocalMachine.InstanceId,
        ["Comment"] = one.Comment,
        ["DocumentName"] = Document,
        ["DocumentVersion"] = "$DEFAULT",
        ["PluginName"] = Plugin,
        ["ResponseCode"] = one.ExitCode,
        ["ExecutionStartDateTime"] = Text(one.RequestedAt),
        ["ExecutionElapsedTime"] = System.Xml.XmlConvert.ToString((one.EndedAt ?? now) - one.RequestedAt),
        ["ExecutionEndDateTime"] = one.EndedAt is { } end ? Text(end) : "",
        ["Status"] = one.Status,
        ["StatusDetails"] = Detail(one),
        ["StandardOutputContent"] = one.Output,
        ["StandardOutputUrl"] = "",
        ["StandardErrorContent"] = one.Error,
        ["StandardErrorUrl"] = "",
        ["CloudWatchOutputConfig"] = Log(one),
    };

    private static string Detail(CommandState one) => one.Status == "TimedOut" ? "ExecutionTimedOut" : one.Status;

    // A plugin knows no Cancelling.
    private static string PluginStatus(CommandState one) => one.Status == "Cancelling" ? "InProgress" : one.Status;

    private static JsonObject? Log(CommandState one) => one.LogGroup is null ? null : new()
    {
        ["CloudWatchLogGroupName"] = one.LogGroup,
        ["CloudWatchOutputEnabled"] = true,
    };

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
