using System.Runtime.CompilerServices;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Hosting;

/// <summary>
/// The chat client that another framework's agents have. It asks through the rails, whatever the framework would have asked; the framework learns which call
/// comes next, by the name under which it offers it: frameworks put names of their own before a function's.
/// </summary>
/// <param name="conversation">The conversation.</param>
public sealed class HostedChatClient(HostedConversation conversation) : IChatClient
{
    /// <inheritdoc/>
    /// <exception cref="DeployError">What the rails throw.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (conversation.Summary is { } summary)
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, summary));
        var (said, call) = await conversation.NextAsync(cancellationToken);
        var offered = (options?.Tools ?? []).Select(tool => tool.Name).FirstOrDefault(name => name == call.Name || name.EndsWith("_" + call.Name, StringComparison.Ordinal) || name.EndsWith("-" + call.Name, StringComparison.Ordinal));
        var arguments = call.Arguments.ValueKind == System.Text.Json.JsonValueKind.Object ? call.Arguments.EnumerateObject().ToDictionary(one => one.Name, one => (object?)one.Value) : [];
        return new ChatResponse(new ChatMessage(ChatRole.Assistant,
        [
            .. said.Length > 0 ? [new TextContent(said)] : Array.Empty<AIContent>(),
            new FunctionCallContent(call.Id, offered ?? call.Name, arguments),
        ]));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType?.IsInstanceOfType(this) == true ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
