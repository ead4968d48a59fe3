using System.Text;
using System.Text.Json;
using DeployCrew.Core.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace DeployCrew.Agents.Models;

/// <summary>Puts tool calls together that come in pieces.</summary>
internal sealed class StreamedCalls
{
    private readonly SortedDictionary<int, (string Id, string Name, StringBuilder Arguments)> calls = [];

    /// <summary>Takes a piece in.</summary>
    /// <returns>Its length in characters.</returns>
    public int Add(StreamingChatToolCallUpdate piece)
    {
        var arguments = piece.FunctionArgumentsUpdate is { } data && data.ToMemory().Length > 0 ? data.ToString() : "";
        var known = calls.TryGetValue(piece.Index, out var call) ? call : ("", "", new StringBuilder());
        known.Item3.Append(arguments);
        calls[piece.Index] = (known.Item1 + piece.ToolCallId, known.Item2 + piece.FunctionName, known.Item3);
        return arguments.Length + (piece.FunctionName?.Length ?? 0) + 1;
    }

    /// <summary>The calls. Arguments that are not a JSON object are an exception of the call, as Microsoft.Extensions.AI has it.</summary>
    public IEnumerable<FunctionCallContent> Read() => calls.Select(call => FunctionCallContent.CreateFromParsedArguments(
        call.Value.Arguments.ToString(), call.Value.Id.Length > 0 ? call.Value.Id : $"call_{call.Key}", call.Value.Name, Parse));

    // A function without parameters is called without arguments by some.
    private static Dictionary<string, object?> Parse(string text) => string.IsNullOrWhiteSpace(text)
        ? []
        : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text, JsonFormat.Compact)?.ToDictionary(one => one.Key, one => (object?)one.Value) ?? throw new JsonException("the arguments are null");
}
