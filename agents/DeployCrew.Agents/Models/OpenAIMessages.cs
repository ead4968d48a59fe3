using System.Text.Json;
using DeployCrew.Core.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace DeployCrew.Agents.Models;

/// <summary>A conversation as the chat completions API takes it.</summary>
internal static class OpenAIMessages
{
    public static IEnumerable<OpenAI.Chat.ChatMessage> Of(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, string? instructions)
    {
        if (instructions is { Length: > 0 })
            yield return new SystemChatMessage(instructions);
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.Assistant)
                yield return Said(message);
            else if (message.Role == ChatRole.Tool)
            {
                foreach (var result in message.Contents.OfType<FunctionResultContent>())
                    yield return new ToolChatMessage(result.CallId, result.Result as string ?? JsonSerializer.Serialize(result.Result, JsonFormat.Compact));
            }
            else if (message.Role == ChatRole.System)
                yield return new SystemChatMessage(message.Text);
            else
                yield return new UserChatMessage(message.Text);
        }
    }

    private static AssistantChatMessage Said(Microsoft.Extensions.AI.ChatMessage message)
    {
        var said = new AssistantChatMessage(message.Text);
        foreach (var call in message.Contents.OfType<FunctionCallContent>())
            said.ToolCalls.Add(ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), JsonFormat.Compact))));
        return said;
    }
}
