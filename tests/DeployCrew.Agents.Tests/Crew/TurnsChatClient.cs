using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Crew;

/// <summary>A model whose answer depends on how many it has given in the conversation that it sees, so that another one of its kind can go on with it.</summary>
internal sealed class TurnsChatClient(params Func<ChatMessage>[] script) : IChatClient
{
    /// <summary>Questions that were put to it.</summary>
    public int Asked { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked++;
        return Task.FromResult(new ChatResponse(script[messages.Count(message => message.Role == ChatRole.Assistant)]())
        {
            ModelId = "scripted-1",
            Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = 7 },
        });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
