using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Crew;

/// <summary>A model that says what the test has written for it, answer by answer, and remembers what it was asked.</summary>
internal sealed class ScriptedChatClient(params Func<ChatMessage>[] script) : IChatClient
{
    private int next;

    /// <summary>Messages and options of every question.</summary>
    public List<(IReadOnlyList<ChatMessage> Messages, ChatOptions Options)> Asked { get; } = [];

    public static Func<ChatMessage> Calls(string function, params (string Name, object? Value)[] arguments) => () => new ChatMessage(
        ChatRole.Assistant, [Call(function, arguments)]);

    public static FunctionCallContent Call(string function, params (string Name, object? Value)[] arguments) =>
        new(Guid.NewGuid().ToString("N"), function, arguments.ToDictionary(one => one.Name, one => one.Value));

    public static Func<ChatMessage> Says(string text) => () => new ChatMessage(ChatRole.Assistant, text);

    public static Func<ChatMessage> Fails(Exception error) => () => throw error;

    /// <summary>After the script's end its last answer is given again and again.</summary>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Add(([.. messages], options!));
        return Task.FromResult(new ChatResponse(script[Math.Min(next++, script.Length - 1)]()));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
