using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace DeployCrew.Agents.Models;

/// <summary>Options of a request as the chat completions API takes them.</summary>
internal static class OpenAIOptions
{
    public static ChatCompletionOptions Of(ChatOptions? options)
    {
        var request = new ChatCompletionOptions { MaxOutputTokenCount = options?.MaxOutputTokens };
        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            request.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        if (request.Tools.Count > 0)
        {
            request.ToolChoice = options!.ToolMode switch
            {
                RequiredChatToolMode { RequiredFunctionName: { } name } => ChatToolChoice.CreateFunctionChoice(name),
                RequiredChatToolMode => ChatToolChoice.CreateRequiredChoice(),
                NoneChatToolMode => ChatToolChoice.CreateNoneChoice(),
                _ => ChatToolChoice.CreateAutoChoice(),
            };
        }

        return request;
    }
}
