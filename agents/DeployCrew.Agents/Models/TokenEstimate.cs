using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Models;

/// <summary>About how many tokens a text has, where nobody counts: too many rather than too few.</summary>
internal static class TokenEstimate
{
    // OpenAI's rule of thumb is four characters of English per token; code and JSON have about three.
    private const int CharactersPerToken = 3;

    public static long Of(IEnumerable<ChatMessage> messages, ChatOptions? options) => Of(
        (options?.Instructions?.Length ?? 0) + messages.Sum(Length)
        + (options?.Tools?.OfType<AIFunctionDeclaration>().Sum(tool => tool.Name.Length + tool.Description.Length + tool.JsonSchema.GetRawText().Length) ?? 0));

    public static long Of(long characters) => (characters / CharactersPerToken) + 1;

    private static long Length(ChatMessage message) => 12 + message.Contents.Sum(content => content switch
    {
        TextContent text => text.Text.Length,
        FunctionCallContent call => call.Name.Length + (call.Arguments?.Sum(one => one.Key.Length + (one.Value?.ToString()?.Length ?? 0)) ?? 0),
        FunctionResultContent result => result.Result?.ToString()?.Length ?? 0,
        _ => 0L,
    });
}
