using System.Security.Cryptography;
using System.Text.Json;
using DeployCrew.Core.Json;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Conversations;

/// <summary>Knows a question by what a model would see of it, so that a recorded answer is given to no other one.</summary>
internal static class RequestDigest
{
    /// <summary>SHA-256, in hex.</summary>
    public static string Of(IEnumerable<ChatMessage> messages, ChatOptions options) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            options.Instructions,
            Tools = (options.Tools ?? []).OfType<AIFunctionDeclaration>().Select(tool => new { tool.Name, tool.Description, tool.JsonSchema }),
            Messages = messages.Select(message => new { Role = message.Role.Value, Contents = message.Contents.Select(Seen) }),
        }, JsonFormat.Compact)));

    private static object Seen(AIContent content) => content switch
    {
        FunctionCallContent call => new { call.CallId, call.Name, call.Arguments },
        FunctionResultContent result => new { result.CallId, Result = result.Result?.ToString() },
        _ => new { Text = content.ToString() },
    };
}
