using System.Text.Json;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Conversations;

/// <summary>An answer of whatever plays the agents, as it is journaled. What later questions hold of it is made from this record, in a run as in a replay.</summary>
/// <param name="Request">SHA-256 of what was asked: instructions, offered tools, messages.</param>
/// <param name="Calls">What it picked.</param>
/// <param name="Text">What it said.</param>
/// <param name="Model">The model that answered, when it says so.</param>
/// <param name="InputTokens">Tokens that it read, when it says so.</param>
/// <param name="OutputTokens">Tokens that it wrote, when it says so.</param>
public sealed record CrewAnswer(
    string Request, IReadOnlyList<CrewCall> Calls, string Text = "", string? Model = null, long? InputTokens = null, long? OutputTokens = null)
{
    /// <summary>An answer of a chat client.</summary>
    internal static CrewAnswer Of(string request, ChatResponse answer) => new(
        request, [.. answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(CrewCall.Of)],
        answer.Text, answer.ModelId, answer.Usage?.InputTokenCount, answer.Usage?.OutputTokenCount);

    /// <summary>The assistant's message that it is in the questions after it.</summary>
    public ChatMessage ToMessage() => new(ChatRole.Assistant,
    [
        .. Text.Length > 0 ? [new TextContent(Text)] : Array.Empty<AIContent>(),
        .. Calls.Select(call => new FunctionCallContent(call.Id, call.Name, ArgumentsOf(call))),
    ]);

    private static Dictionary<string, object?> ArgumentsOf(CrewCall call) => call.Arguments.ValueKind == JsonValueKind.Object
        ? call.Arguments.EnumerateObject().GroupBy(one => one.Name).ToDictionary(group => group.Key, group => (object?)group.Last().Value)
        : [];
}
