using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>
/// Terraform, or OpenTofu, as the stack engine: writes the model as a program, runs it, and tells what happened in the model's words. One
/// operation per stack at a time: the engine's own lock on the state says who is first.
/// </summary>
public sealed class TerraformStackEngine(IProcessRunner runner, TerraformSettings settings) : IStackEngine, IStackLocks
{
    // A lock's id is a UUID that somebody has drawn: never this one.
    private const string NobodysLock = "00000000-0000-0000-0000-000000000000";
    private readonly ConcurrentDictionary<string, bool> initialized = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => Path.GetFileNameWithoutExtension(settings.Program) == "tofu" ? "tofu" : "terraform";

    /// <inheritdoc/>
    public async Task<StackPreview> PreviewAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var stack = await PrepareAsync(model, configuration, cancellationToken);
        return stack.Reader.Changes(await PlanAsync(stack, "preview", stack.Commands.Preview(), cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>An interrupted provider gives up the requests that are under way. One that AWS has carried out all the same left something
    /// behind that the state does not know: the next apply says that it exists already.</remarks>
    public async Task<StackResult> ApplyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken)
    {
        var stack = await PrepareAsync(model, configuration, cancellationToken);
        var changes = await PlanAndApplyAsync(stack, "apply", stack.Commands.PlanApply(), progress, cancellationToken);
        return new(changes.Changes, await ReadOutputsAsync(stack, cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>A state in a bucket stays there without a resource in it, and so do its earlier versions.</remarks>
    public async Task<StackResult> DestroyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken)
    {
        ProtectedResources.RefuseToDestroy(model, configuration);
        var stack = await PrepareAsync(model, configuration, cancellationToken);
        var changes = await PlanAndApplyAsync(stack, "destroy", stack.Commands.PlanDestroy(), progress, cancellationToken);
        TerraformFolder.DeleteState(stack.Folder);
        return new(changes.Changes, new Dictionary<string, string>());
    }

    /// <inheritdoc/>
    public async Task<StackPreview> DriftAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var stack = await PrepareAsync(model, configuration, cancellationToken);
        return stack.Reader.Drift(await PlanAsync(stack, "drift", stack.Commands.Drift(), cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>?> OutputsAsync(
        StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var outputs = await ReadOutputsAsync(await PrepareAsync(model, configuration, cancellationToken), cancellationToken);
        return outputs.Count == 0 ? null : outputs;
    }

    /// <inheritdoc/>
    /// <remarks>Only a state in a bucket can have a lock that outlives its owner: one in a folder is held by the system.</remarks>
    public async Task<StackLock?> FindAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        if (settings.Backend is null)
            return null;
        var stack = await PrepareAsync(model, configuration, cancellationToken);
        // The one command that reads a lock and takes none: it refuses to break a lock of another id, and shows the one that is there.
        var result = await runner.RunAsync(stack.Commands.ForceUnlock(NobodysLock), cancellationToken);
        var text = string.Join('\n', result.Errors.Concat(result.Output));
        if (LockText.Find(text) is { } found)
            return found;
        return text.Contains("NoSuchKey", StringComparison.Ordinal) ? null : throw stack.Failure.OfText("unlock", result);
    }

    /// <inheritdoc/>
    public async Task BreakAsync(StackModel model, StackConfiguration configuration, string id, CancellationToken cancellationToken)
    {
        var stack = await PrepareAsync(model, configuration, cancellationToken);
        var result = await runner.RunAsync(stack.Commands.ForceUnlock(id), cancellationToken);
        if (result.ExitCode != 0)
            throw stack.Failure.OfText("unlock", result);
    }

    private async Task<TerraformStack> PrepareAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configuration);
        var folder = TerraformFolder.Of(settings, model.Project, configuration.Environment);
        TerraformFolder.Write(settings, model, configuration, folder);
        var stack = new TerraformStack(Name, model, configuration, new(settings, folder, configuration.Environment), folder);
        if (initialized.ContainsKey(folder))
            return stack;
        var result = await runner.RunAsync(stack.Commands.Init(), cancellationToken);
        if (result.ExitCode != 0)
            throw stack.Failure.OfText("init", result);
        initialized[folder] = true;
        return stack;
    }

    private async Task<StackPreview> PlanAndApplyAsync(
        TerraformStack stack, string operation, ProcessCommand plan, IProgress<ResourceChange>? progress, CancellationToken cancellationToken)
    {
        var changes = stack.Reader.Changes(await PlanAsync(stack, operation, plan, cancellationToken));
        var told = new AppliedChanges(stack.Names, changes, progress);
        var apply = stack.Commands.Apply() with { OnLine = told.Read };
        var (result, events) = await RunAsync(apply, cancellationToken);
        // Deleting is safe to repeat, once: a fresh plan no longer has what is gone.
        if (TerraformFailure.GoneAlready(events) is { Count: > 0 } gone)
        {
            foreach (var address in gone)
                told.Gone(address);
            await PlanAsync(stack, operation, plan, cancellationToken);
            (result, events) = await RunAsync(apply, cancellationToken);
        }
        stack.Failure.ThrowIfFailed(operation, result, events);
        // Exit code 0 alone is no proof that it came to its end.
        if (!events.Any(one => one.Type == "change_summary" && one.Operation is "apply" or "destroy"))
            throw EngineErrors.UnreadableOutput(Name, $"{operation} ended without a summary of what it changed.");
        return changes;
    }

    private async Task<JsonNode> PlanAsync(TerraformStack stack, string operation, ProcessCommand plan, CancellationToken cancellationToken)
    {
        var (planned, events) = await RunAsync(plan, cancellationToken);
        stack.Failure.ThrowIfFailed(operation, planned, events);
        var result = await runner.RunAsync(stack.Commands.Show(), cancellationToken);
        if (result.ExitCode != 0)
            throw stack.Failure.OfText(operation, result);
        return Json(result, "a plan");
    }

    private async Task<(ProcessResult Result, List<TerraformEvent> Events)> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(command, cancellationToken);
        return (result, result.Output.Select(TerraformEvent.Parse).OfType<TerraformEvent>().ToList());
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadOutputsAsync(TerraformStack stack, CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(stack.Commands.Output(), cancellationToken);
        if (result.ExitCode != 0)
            throw stack.Failure.OfText("output", result);
        return Json(result, "outputs").AsObject().Where(output => !output.Value!["sensitive"]!.GetValue<bool>()).ToDictionary(
            output => output.Key,
            output => output.Value!["value"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : output.Value["value"]?.ToJsonString() ?? "",
            StringComparer.Ordinal);
    }

    private JsonNode Json(ProcessResult result, string what)
    {
        try
        {
            return JsonNode.Parse(string.Join('\n', result.Output)) ?? throw EngineErrors.UnreadableOutput(Name, $"{what} is null.");
        }
        catch (JsonException cause)
        {
            throw EngineErrors.UnreadableOutput(Name, $"{what}: {cause.Message}");
        }
    }
}
