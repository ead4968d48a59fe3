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
            changes.Add(Compare(resource, InputsOf(resource, configuration, applied), applied));
        changes.AddRange(Gone(model, configuration, applied));
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
            var change = Compare(resource, inputs, applied);
            if (change.Kind != ChangeKind.Same)
                applied[resource.Name] = await PutAsync(model, configuration, resource, inputs, cancellationToken);
            changes.Add(change);
            progress?.Report(change);
        }

        foreach (var change in Gone(model, configuration, applied).Reverse().ToArray())
        {
            using var answer = await SendAsync(() => client.DeleteAsync(PathOf(model, configuration, change.Name), cancellationToken));
            applied.Remove(change.Name);
            changes.Add(change);
            progress?.Report(change);
        }

        return new StackResult(changes, model.Outputs.ToDictionary(
            output => output.Key, output => StackResolution.Evaluate(output.Value, configuration, Lookup(applied))?.ToString() ?? ""));
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
        var body = new JsonObject { ["type"] = resource.Type, ["inputs"] = inputs };
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

    private static ResourceChange Compare(Resource resource, JsonObject inputs, JsonObject applied)
    {
        if (applied[resource.Name] is not JsonObject before)
            return new ResourceChange(ChangeKind.Create, resource.Type, resource.Name, []);
        var old = before["inputs"] as JsonObject ?? [];
        var ignored = resource.Options.IgnoreChanges.Select(path => path.Split('.', '[')[0]).ToHashSet(StringComparer.Ordinal);
        string[] differing = [.. inputs.Select(input => input.Key).Union(old.Select(input => input.Key))
            .Where(name => !ignored.Contains(name) && !JsonNode.DeepEquals(inputs[name], old[name])).Order(StringComparer.Ordinal)];
        return new ResourceChange(differing.Length == 0 ? ChangeKind.Same : ChangeKind.Update, resource.Type, resource.Name, differing);
    }

    private static IEnumerable<ResourceChange> Gone(StackModel model, StackConfiguration configuration, JsonObject applied)
    {
        var wanted = StackResolution.Active(model, configuration).Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        return applied.Where(pair => !wanted.Contains(pair.Key))
            .Select(pair => new ResourceChange(ChangeKind.Delete, pair.Value!["type"]!.ToString(), pair.Key, [])).ToArray();
    }

    private static string PathOf(StackModel model, StackConfiguration configuration, string? resource) =>
        $"{StackEndpoint.Prefix}{model.Project}/{configuration.Environment}{(resource is null ? "" : "/" + Uri.EscapeDataString(resource))}";
}
