using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;
using DeployCrew.Rehearsal.Hosting;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>Applies stacks to the local cloud, resource by resource, in the model's order.</summary>
public sealed class RehearsalStackEngine(LocalCloudAddress cloud) : IStackEngine, IDisposable
{
    private readonly HttpClient client = cloud.CreateClient();

    /// <inheritdoc/>
    public string Name => "rehearsal";

    /// <inheritdoc/>
    public async Task<StackPreview> PreviewAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var applied = await ReadAsync(model, configuration, cancellationToken);
        var changes = new List<ResourceChange>();
        foreach (var resource in StackResolution.Active(model, configuration))
        {
            var change = StackComparison.Of(resource, InputsOf(resource, configuration, applied), applied);
            changes.Add(change);
            // Who refers to it refers to something new.
            if (change.Kind == ChangeKind.Replace)
                applied[resource.Name]!["outputs"] = Unknown(applied[resource.Name]!["outputs"]!.AsObject());
        }

        changes.AddRange(StackComparison.Gone(model, configuration, applied));
        return new StackPreview(changes);
    }

    /// <inheritdoc/>
    public async Task<StackResult> ApplyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken)
    {
        var applied = await ReadAsync(model, configuration, cancellationToken);
        var changes = new List<ResourceChange>();
        foreach (var resource in StackResolution.Active(model, configuration))
        {
            var inputs = InputsOf(resource, configuration, applied);
            var change = StackComparison.Of(resource, inputs, applied);
            if (change.Kind == ChangeKind.Replace)
                await DeleteAsync(model, configuration, resource.Name, cancellationToken);
            if (change.Kind != ChangeKind.Same)
                applied[resource.Name] = await PutAsync(model, configuration, resource, inputs, cancellationToken);
            changes.Add(change);
            progress?.Report(change);
        }

        foreach (var change in StackComparison.Gone(model, configuration, applied).Reverse())
        {
            await DeleteAsync(model, configuration, change.Name, cancellationToken);
            applied.Remove(change.Name);
            changes.Add(change);
            progress?.Report(change);
        }

        return new StackResult(changes, OutputsOf(model, configuration, applied));
    }

    /// <inheritdoc/>
    public async Task<StackResult> DestroyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken)
    {
        ProtectedResources.RefuseToDestroy(model, configuration);
        var changes = new List<ResourceChange>();
        foreach (var (name, resource) in (await ReadAsync(model, configuration, cancellationToken)).Reverse())
        {
            await DeleteAsync(model, configuration, name, cancellationToken);
            var change = new ResourceChange(ChangeKind.Delete, resource!["type"]!.ToString(), name, []);
            changes.Add(change);
            progress?.Report(change);
        }

        return new StackResult(changes, new Dictionary<string, string>());
    }

    /// <inheritdoc/>
    public async Task<StackPreview> DriftAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(() => client.GetAsync(PathOf(model, configuration, null) + "?drift=true", cancellationToken));
        var drifts = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken) ?? [];
        return new StackPreview([.. drifts.Select(pair => new ResourceChange(
            pair.Value!["gone"]!.GetValue<bool>() ? ChangeKind.Delete : pair.Value["properties"]!.AsArray().Count > 0 ? ChangeKind.Update : ChangeKind.Same,
            pair.Value["type"]!.ToString(), pair.Key,
            [.. pair.Value["properties"]!.AsArray().Select(property => new PropertyChange(
                property!["path"]!.ToString(), property["before"]?.ToString(), property["after"]?.ToString()))]))]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>?> OutputsAsync(
        StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        var applied = await ReadAsync(model, configuration, cancellationToken);
        return applied.Count == 0 ? null : OutputsOf(model, configuration, applied);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<JsonObject> ReadAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(() => client.GetAsync(PathOf(model, configuration, null), cancellationToken));
        return await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken) ?? [];
    }

    private async Task<JsonObject> PutAsync(
        StackModel model, StackConfiguration configuration, Resource resource, JsonObject inputs, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["type"] = resource.Type, ["inputs"] = inputs, ["tags"] = TagsOf(model, configuration) };
        using var answer = await SendAsync(() => client.PutAsJsonAsync(PathOf(model, configuration, resource.Name), body, cancellationToken));
        if (answer.StatusCode >= System.Net.HttpStatusCode.InternalServerError)
            throw EngineErrors.ResourceFailed(resource.Type, resource.Name, $"HTTP {(int)answer.StatusCode}", "the local cloud failed; see 'deploycrew local logs'");
        var outputs = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken) ?? [];
        if (!answer.IsSuccessStatusCode)
            throw EngineErrors.ResourceFailed(resource.Type, resource.Name, outputs["code"]?.ToString() ?? "", outputs["message"]?.ToString() ?? "");
        return new JsonObject { ["type"] = resource.Type, ["inputs"] = inputs.DeepClone(), ["outputs"] = outputs };
    }

    private async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            return await send();
        }
        catch (HttpRequestException cause)
        {
            throw AwsErrors.Unreachable("stack", cloud.Endpoint.ToString(), cause);
        }
    }

    private static JsonObject InputsOf(Resource resource, StackConfiguration configuration, JsonObject applied) =>
        StackResolution.Inputs(resource, configuration, Lookup(applied));

    // What only the real cloud would know (an address, a key id) is a text of its own here, always the same for the same resource.
    private static Func<string, string, JsonNode?> Lookup(JsonObject applied) => (name, property) =>
        (applied[name]?["outputs"] as JsonObject)?[property]?.DeepClone() ?? $"{name}.{property}";

    private static Dictionary<string, string> OutputsOf(StackModel model, StackConfiguration configuration, JsonObject applied) =>
        model.Outputs.ToDictionary(
            output => output.Key, output => StackResolution.Evaluate(output.Value, configuration, Lookup(applied))?.ToString() ?? "",
            StringComparer.Ordinal);

    private static JsonObject TagsOf(StackModel model, StackConfiguration configuration) => new(model.DefaultTags.Select(tag =>
        KeyValuePair.Create(tag.Key, StackResolution.Evaluate(tag.Value, configuration, (_, _) => null))));

    private static JsonObject Unknown(JsonObject outputs) => new(outputs.Select(output => KeyValuePair.Create(
        output.Key, output.Key is "id" or "arn" or "arnSuffix" ? JsonValue.Create(PropertyChange.Unknown) : output.Value?.DeepClone())));

    private async Task DeleteAsync(StackModel model, StackConfiguration configuration, string name, CancellationToken cancellationToken) =>
        (await SendAsync(() => client.DeleteAsync(PathOf(model, configuration, name), cancellationToken))).Dispose();

    private static string PathOf(StackModel model, StackConfiguration configuration, string? resource) =>
        $"{StackEndpoint.Prefix}{model.Project}/{configuration.Environment}{(resource is null ? "" : "/" + Uri.EscapeDataString(resource))}";
}
