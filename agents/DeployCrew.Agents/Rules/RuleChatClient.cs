using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Prompts;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Rules;

/// <summary>
/// Plays every agent without a model: calls the agent's tools in their order, each once, then hands over; ends the task after a failure, unless the
/// verifier can be asked what is live. It reads nothing but the offered tools and the results so far, as a model would.
/// </summary>
public sealed class RuleChatClient(string environment) : IChatClient
{
    private static readonly ChatClientMetadata Metadata = new("rules");

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = messages.ToArray();
        var id = $"call-{asked.Length}";
        var outcomes = Outcomes(asked);
        var offered = options?.Tools ?? [];
        var own = offered.OfType<CrewTool>().ToArray();
        var failed = own.FirstOrDefault(tool => outcomes.TryGetValue(tool.Name, out var outcome) && !outcome.IsDone);
        var handoff = offered.Select(tool => tool.Name).FirstOrDefault(name => name.StartsWith(ControlTools.TransferPrefix, StringComparison.Ordinal));
        if (failed is not null)
        {
            var why = outcomes[failed.Name].Summary;
            return handoff == ControlTools.TransferPrefix + "verifier"
                ? Pick(id, handoff, "reason", why, $"{failed.Id} did not succeed; the verifier shall see what serves.")
                : Pick(id, ControlTools.End, "summary", why, $"{failed.Id} did not succeed: {why}");
        }

        if (own.FirstOrDefault(tool => !outcomes.ContainsKey(tool.Name)) is { } next)
            return Pick(id, next.Name, "environment", environment, $"Next: {next.Id}.");
        var last = own.Length == 0 ? "" : outcomes[own[^1].Name].Summary;
        return handoff is null
            ? Pick(id, ControlTools.End, "summary", last, last)
            : Pick(id, handoff, "reason", last, $"Done; over to {handoff[ControlTools.TransferPrefix.Length..]}.");
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? Metadata : serviceType?.IsInstanceOfType(this) == true ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Task<ChatResponse> Pick(string id, string function, string argument, string value, string text) => Task.FromResult(new ChatResponse(
        new ChatMessage(ChatRole.Assistant,
        [
            new TextContent(text),
            new FunctionCallContent(id, function, new Dictionary<string, object?> { [argument] = value }),
        ])));

    private static Dictionary<string, ToolOutcome> Outcomes(IEnumerable<ChatMessage> messages)
    {
        var contents = messages.SelectMany(message => message.Contents).ToArray();
        var names = contents.OfType<FunctionCallContent>().ToDictionary(call => call.CallId, call => call.Name);
        var outcomes = new Dictionary<string, ToolOutcome>(StringComparer.Ordinal);
        foreach (var result in contents.OfType<FunctionResultContent>().Where(result => names.ContainsKey(result.CallId)))
        {
            if (result.Result is string text && Fence.Read(text) is { } outcome)
                outcomes[names[result.CallId]] = outcome;
        }

        return outcomes;
    }
}
