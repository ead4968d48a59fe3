using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>Applies stacks with the Pulumi CLI (3.229 or newer: before it a preview of a refresh took the lock).</summary>
public sealed class PulumiStackEngine(PulumiSettings settings, IProcessRunner processes) : IStackEngine
{
    /// <inheritdoc/>
    public string Name => "pulumi";

    /// <inheritdoc/>
    public async Task<StackPreview> PreviewAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var commands = CommandsFor(settings, model, configuration);
        if (await FindStackAsync(commands, model, configuration, cancellationToken) is null)
            return await PreviewOfNewAsync(model, configuration, cancellationToken);
        return new((await FollowAsync("preview", commands.Preview(configuration.Environment), model, configuration, null, cancellationToken)).Changes);
    }

    /// <inheritdoc/>
    public async Task<StackResult> ApplyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken)
    {
        var commands = CommandsFor(settings, model, configuration);
        if (await FindStackAsync(commands, model, configuration, cancellationToken) is null)
            await OnceAsync("stack init", commands.InitStack(configuration.Environment), model, configuration, cancellationToken);
        var events = await FollowAsync("up", commands.Up(configuration.Environment), model, configuration, progress, cancellationToken);
        return new(events.Changes, await ReadOutputsAsync(commands, model, configuration, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<StackResult> DestroyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken)
    {
        ProtectedResources.RefuseToDestroy(model, configuration);
        var commands = CommandsFor(settings, model, configuration);
        if (await FindStackAsync(commands, model, configuration, cancellationToken) is null)
            return new([], new Dictionary<string, string>());
        var events = await FollowAsync("destroy", commands.Destroy(configuration.Environment), model, configuration, progress, cancellationToken);
        await OnceAsync("stack rm", commands.RemoveStack(configuration.Environment), model, configuration, cancellationToken);
        return new(events.Changes, new Dictionary<string, string>());
    }

    /// <inheritdoc/>
    public async Task<StackPreview> DriftAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var commands = CommandsFor(settings, model, configuration);
        return new((await FollowAsync("refresh", commands.Refresh(configuration.Environment), model, configuration, null, cancellationToken)).Changes);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>?> OutputsAsync(
        StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var commands = CommandsFor(settings, model, configuration);
        return await FindStackAsync(commands, model, configuration, cancellationToken) is > 0
            ? await ReadOutputsAsync(commands, model, configuration, cancellationToken) : null;
    }

    private static PulumiCommands CommandsFor(PulumiSettings settings, StackModel model, StackConfiguration configuration) =>
        new(settings, PulumiWorkspace.Write(settings, model, configuration));

    // A stack that is not there cannot be previewed, and a preview makes nothing in the backend: an empty backend beside the project stands in.
    private async Task<StackPreview> PreviewOfNewAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var backend = Directory.CreateTempSubdirectory("deploycrew-preview-").FullName;
        try
        {
            var commands = CommandsFor(
                settings with { WorkFolder = Path.Combine(backend, "work"), Backend = new Uri(backend).AbsoluteUri, SecretsProvider = null }, model, configuration);
            await OnceAsync("stack init", commands.InitStack(configuration.Environment), model, configuration, cancellationToken);
            return new((await FollowAsync("preview", commands.Preview(configuration.Environment), model, configuration, null, cancellationToken)).Changes);
        }
        finally
        {
            Directory.Delete(backend, recursive: true);
        }
    }

    /// <summary>How many resources the stack has; null when there is no such stack.</summary>
    private async Task<int?> FindStackAsync(
        PulumiCommands commands, StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        // [{"name": "dev", "current": false, "lastUpdate": "2026-09-20T09:51:48.997Z", "resourceCount": 9}]
        var answer = await OnceAsync("stack ls", commands.ListStacks(), model, configuration, cancellationToken);
        if (Parse("stack ls", answer) is not JsonArray stacks)
            throw EngineErrors.UnreadableOutput(Name, "stack ls: it is not a list");
        var found = stacks.OfType<JsonObject>().FirstOrDefault(stack => EngineEvent.Text(stack, "name") is { } name
            && name[(name.LastIndexOf('/') + 1)..] == configuration.Environment);
        return found is null ? null : found["resourceCount"]?.GetValue<int>() ?? 0;
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadOutputsAsync(
        PulumiCommands commands, StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var answer = await OnceAsync("stack output", commands.Outputs(configuration.Environment), model, configuration, cancellationToken);
        if (Parse("stack output", answer) is not JsonObject outputs)
            throw EngineErrors.UnreadableOutput(Name, "stack output: it is not an object");
        return outputs.Where(output => output.Value?.ToString() is not (null or "[secret]"))
            .ToDictionary(output => output.Key, output => output.Value!.ToString(), StringComparer.Ordinal);
    }

    private async Task<EventReader> FollowAsync(
        string operation, ProcessCommand command, StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress,
        CancellationToken cancellationToken)
    {
        var events = new EventReader(progress);
        var ended = await RunAsync(command with { OnLine = events.Take }, cancellationToken);
        return events.Succeeded ? events : throw PulumiFailure.Of(StackOf(model, configuration), operation, events, ended);
    }

    private async Task<ProcessResult> OnceAsync(
        string operation, ProcessCommand command, StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var ended = await RunAsync(command, cancellationToken);
        return ended.ExitCode == 0 ? ended : throw PulumiFailure.Of(StackOf(model, configuration), operation, ended);
    }

    private async Task<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await processes.RunAsync(command, cancellationToken);
        }
        catch (DeployError error) when (error.Code == "DC9002")
        {
            throw EngineErrors.ProgramMissing(settings.Program, error.Message);
        }
    }

    private JsonNode? Parse(string operation, ProcessResult answer)
    {
        try
        {
            return JsonNode.Parse(string.Join('\n', answer.Output));
        }
        catch (JsonException error)
        {
            throw EngineErrors.UnreadableOutput(Name, $"{operation}: {error.Message}");
        }
    }

    private static string StackOf(StackModel model, StackConfiguration configuration) => $"{model.Project}/{configuration.Environment}";
}
