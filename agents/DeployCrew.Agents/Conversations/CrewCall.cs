using System.Text.Json;
using DeployCrew.Core.Json;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Conversations;

/// <summary>A call as it was picked.</summary>
/// <param name="Id">What its result refers to.</param>
/// <param name="Name">Name of the function.</param>
/// <param name="Arguments">An object.</param>
/// <param name="Unreadable">Why the arguments could not be read; null when they could.</param>
public sealed record CrewCall(string Id, string Name, JsonElement Arguments, string? Unreadable = null)
{
    private const int LongestArguments = 16_384;

    /// <summary>A call of a chat client.</summary>
    public static CrewCall Of(FunctionCallContent call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var arguments = JsonSerializer.SerializeToElement(call.Arguments ?? new Dictionary<string, object?>(), JsonFormat.Compact);
        return new CrewCall(call.CallId, call.Name, arguments, call.Exception?.Message);
    }

    /// <summary>The message that answers it.</summary>
    public ChatMessage ToResult(string text) => new(ChatRole.Tool, [new FunctionResultContent(Id, text)]);

    /// <summary>A text of its arguments; empty when there is none of that name.</summary>
    internal string Argument(string name) => Arguments.ValueKind == JsonValueKind.Object && Arguments.TryGetProperty(name, out var value) ? value.ToString() : "";

    internal IReadOnlyList<string> ProblemsWith(JsonShape shape)
    {
        if (Unreadable is not null)
            return [Unreadable];
        var text = Arguments.GetRawText();
        return text.Length > LongestArguments
            ? [$"the arguments are longer than {LongestArguments} characters"]
            : [.. shape.Check(text).Select(problem => problem.Path.Length == 0 ? problem.Message : $"'{problem.Path}' {problem.Message}")];
    }
}
