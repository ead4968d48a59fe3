using System.Runtime.CompilerServices;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace DeployCrew.Agents.Models;

/// <summary>A model behind an OpenAI-compatible chat completions API, streamed. Source: https://platform.openai.com/docs/api-reference/chat.</summary>
internal sealed class OpenAIChatClient(ChatClient client, string model) : IChatClient
{
    // Far beyond what any task here asks for: a model that does not stop is stopped.
    private const int LongestAnswer = 512 * 1024;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <exception cref="EndOfStreamException">The stream ended before the answer did.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var calls = new StreamedCalls();
        var hasEnded = false;
        long length = 0;
        await foreach (var update in client.CompleteChatStreamingAsync(OpenAIMessages.Of(messages, options?.Instructions), OpenAIOptions.Of(options), cancellationToken))
        {
            foreach (var piece in update.ToolCallUpdates)
                length += calls.Add(piece);
            var text = string.Concat(update.ContentUpdate.Select(part => part.Text));
            length += text.Length;
            if (length > LongestAnswer)
                throw ModelErrors.AnswerTooLong(model, LongestAnswer);
            if (text.Length > 0)
                yield return Update(update, new TextContent(text));
            if (update.RefusalUpdate is { Length: > 0 } refusal)
                yield return Update(update, new ErrorContent(refusal) { ErrorCode = Refusal });
            if (update.Usage is { } usage)
                yield return Update(update, new UsageContent(new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount }));
            if (update.FinishReason is not { } reason)
                continue;
            hasEnded = true;
            if (reason == OpenAI.Chat.ChatFinishReason.ContentFilter)
                yield return Update(update, new ErrorContent("the endpoint's content filter held the answer back") { ErrorCode = Refusal });
            if (reason == OpenAI.Chat.ChatFinishReason.Length)
                throw ModelErrors.AnswerTooLong(model, options?.MaxOutputTokens ?? 0);
        }

        if (!hasEnded)
            throw new EndOfStreamException("the stream ended before the answer did");
        yield return new ChatResponseUpdate(ChatRole.Assistant, [.. calls.Read()]) { ModelId = model };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
    }

    /// <summary>Code of the <see cref="ErrorContent"/> of an answer that the model, or the endpoint, declined to give.</summary>
    internal const string Refusal = "refusal";

    private static ChatResponseUpdate Update(StreamingChatCompletionUpdate from, AIContent content) =>
        new(ChatRole.Assistant, [content]) { ModelId = from.Model, ResponseId = from.CompletionId };
}
