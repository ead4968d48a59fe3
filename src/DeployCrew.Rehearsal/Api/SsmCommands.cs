using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.Machine;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>SSM Run Command (API 2014-11-06) on the one machine that there is: AWS-RunShellScript, really run.</summary>
internal sealed class SsmCommands(StateStore store, LocalMachine machine, LogsApi logs, LogStreams streams, TimeProvider time)
{
    private const string Document = "AWS-RunShellScript";
    private const string Plugin = "aws:runShellScript";
    private const int Kept = 100;
    private const int ShownOutput = 24_000;
    private const int DefaultSeconds = 3600;
    private static readonly PageMembers Pages = PageMembers.Upper;

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["SendCommand"] = Send,
        ["ListCommands"] = (request, call) => call.List("Commands", Found(request), one => Order(one), request, Pages, 50, SsmCommandJson.Command),
        ["ListCommandInvocations"] = (request, call) => call.List("CommandInvocations", Found(request), one => Order(one), request, Pages, 50,
            one => SsmCommandJson.Invocation(one, request.Flag("Details"))),
        ["GetCommandInvocation"] = GetInvocation,
        ["CancelCommand"] = Cancel,
        ["DescribeInstanceInformation"] = (request, call) => call.List("InstanceInformationList", LocalMachine.Instances, id => id, request, Pages, 50,
            id => SsmCommandJson.Instance(id, time.GetUtcNow())),
    };

    /// <summary>What ran when the cloud was stopped does not run any more.</summary>
    public void Recover() => store.ChangeIf(state =>
    {
        var lost = state.Commands.Values.Where(one => !one.HasEnded).ToArray();
        foreach (var one in lost)
            (one.Status, one.EndedAt, one.Error) = ("Failed", time.GetUtcNow(), "The local cloud was stopped while this ran.");
        return lost.Length > 0;
    });

    private JsonObject Send(JsonObject request, AwsCall call)
    {
        if (request.Text("DocumentName") is var document && document != Document)
            throw new AwsFault("InvalidDocument", $"The local cloud has the document {Document} only, not '{document}'.");
        var instances = request.Texts("InstanceIds");
        if (instances is not [LocalMachine.InstanceId])
            throw new AwsFault("InvalidInstanceId", $"The local cloud has one machine, {LocalMachine.InstanceId}; asked for: {string.Join(", ", instances)}");
        var parameters = (request.Object("Parameters") ?? []).ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. ((JsonArray)pair.Value!).Select(text => text!.GetValue<string>())]);
        if (!parameters.TryGetValue("commands", out var lines) || parameters.Keys.Except(["commands", "workingDirectory", "executionTimeout"]).Any())
            throw new AwsFault("InvalidParameters", $"{Document} takes commands, workingDirectory and executionTimeout.");
        var seconds = parameters.TryGetValue("executionTimeout", out var limit) && int.TryParse(limit[0], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : DefaultSeconds;
        var output = request.Object("CloudWatchOutputConfig");
        var command = new CommandState
        {
            Id = Guid.NewGuid().ToString(),
            Comment = request.Text("Comment") ?? "",
            Parameters = parameters,
            DeliverySeconds = request.Number("TimeoutSeconds") ?? DefaultSeconds,
            RequestedAt = time.GetUtcNow(),
            LogGroup = output?.Flag("CloudWatchOutputEnabled") is true ? output.Text("CloudWatchLogGroupName") ?? "/aws/ssm/" + Document : null,
        };
        var answer = store.Change(state =>
        {
            state.Commands[command.Id] = command;
            foreach (var old in state.Commands.Values.Where(one => one.HasEnded).OrderByDescending(one => one.RequestedAt).Skip(Kept).ToArray())
                state.Commands.Remove(old.Id);
            return new JsonObject { ["Command"] = SsmCommandJson.Command(command) };
        });
        var folder = parameters.TryGetValue("workingDirectory", out var at) && at is [{ Length: > 0 } path] ? $"cd '{path.Replace("'", "'\\''", StringComparison.Ordinal)}' || exit 1\n" : "";
        Run(command, new MachineScript(command.Id, folder + string.Join('\n', lines) + "\n", new Dictionary<string, string>(), TimeSpan.FromSeconds(seconds), call.Region));
        return answer;
    }

    private void Run(CommandState command, MachineScript script)
    {
        if (command.LogGroup is { } group)
            logs.Ensure(group, null, script.Region);
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        machine.Start(script, (text, isError) =>
        {
            var shown = isError ? errors : output;
            if (shown.Length < ShownOutput)
                shown.Append(text).Append('\n');
            if (command.LogGroup is { } into)
                streams.Append(into, $"{command.Id}/{LocalMachine.InstanceId}/aws-runShellScript/{(isError ? "stderr" : "stdout")}", time.GetUtcNow(), [text]);
        }, end => store.Change(state =>
        {
            if (!state.Commands.TryGetValue(command.Id, out var current))
                return;
            current.Output = Shown(output);
            current.Error = Shown(errors);
            current.ExitCode = end.ExitCode;
            current.EndedAt = time.GetUtcNow();
            current.Status = end.Outcome switch
            {
                ScriptOutcome.TimedOut => "TimedOut",
                ScriptOutcome.Cancelled => "Cancelled",
                _ => end.ExitCode == 0 ? "Success" : "Failed",
            };
        }));
    }

    private static string Shown(StringBuilder text) => text.Length <= ShownOutput ? text.ToString() : text.ToString(0, ShownOutput);

    private JsonObject GetInvocation(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var command = state.Commands.GetValueOrDefault(request.Text("CommandId")!);
        if (command is null || request.Text("InstanceId") != LocalMachine.InstanceId)
            throw new AwsFault("InvocationDoesNotExist", "The command ID and managed node ID you specified didn't match any invocations.");
        if (request.Text("PluginName") is { } plugin && plugin != Plugin)
            throw new AwsFault("InvalidPluginName", $"{Document} has the plugin {Plugin} only.");
        return SsmCommandJson.Detail(command, time.GetUtcNow());
    });

    private JsonObject Cancel(JsonObject request, AwsCall call)
    {
        var id = request.Text("CommandId")!;
        if (request.Texts("InstanceIds").FirstOrDefault(one => one != LocalMachine.InstanceId) is { } other)
            throw new AwsFault("InvalidInstanceId", $"The command does not run on {other}.");
        store.Change(state =>
        {
            var command = state.Commands.GetValueOrDefault(id) ?? throw new AwsFault("InvalidCommandId", "The specified command ID isn't valid.");
            if (!command.HasEnded)
                command.Status = "Cancelling";
        });
        machine.Cancel(id);
        return [];
    }

    private IReadOnlyList<CommandState> Found(JsonObject request) => store.Read(state =>
    {
        if (request["Filters"] is JsonArray { Count: > 0 })
            throw new AwsFault("InvalidFilterKey", "The local cloud lists commands without filters.");
        if (request.Text("InstanceId") is { } instance && instance != LocalMachine.InstanceId)
            return [];
        var id = request.Text("CommandId");
        return state.Commands.Values.Where(one => id is null || one.Id == id).OrderByDescending(Order, StringComparer.Ordinal).ToArray();
    });

    private static string Order(CommandState one) => $"{one.RequestedAt:O}{one.Id}";
}
