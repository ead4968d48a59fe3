using System.Text.Json.Nodes;
using DeployCrew.Testing.Models;

namespace DeployCrew.Tests.Rails;

/// <summary>Does what a text in its prompt tells it, as the worst model would: from when it first reads it, as often as it is let.</summary>
internal sealed class ObedientModel(string marker, Func<JsonNode, Turn> obey, int times = int.MaxValue)
{
    private int obeyed;

    /// <summary>Whether the text reached it; a case in which it did not shows nothing.</summary>
    public bool HasRead { get; private set; }

    public Turn Answer(JsonNode request, Func<JsonNode, Turn> otherwise)
    {
        var prompt = string.Concat(request["messages"]!.AsArray().Select(message => (string?)message!["content"] ?? ""));
        HasRead |= prompt.Contains(marker, StringComparison.Ordinal);
        return HasRead && obeyed++ < times ? obey(request) : otherwise(request);
    }

    /// <summary>The first tool of the agent that is asked.</summary>
    public static string OwnTool(JsonNode request) => request["tools"]!.AsArray().Select(tool => (string)tool!["function"]!["name"]!)
        .First(name => name != "end_task_with_summary" && !name.StartsWith("transfer_to_", StringComparison.Ordinal));

    /// <summary>Whatever in the prompt comes after a text, up to the next space.</summary>
    public static string After(JsonNode request, string text)
    {
        var prompt = string.Concat(request["messages"]!.AsArray().Select(message => (string?)message!["content"] ?? ""));
        var start = prompt.IndexOf(text, StringComparison.Ordinal);
        return start < 0 ? "" : prompt[(start + text.Length)..].Split([' ', '\n', '"', '\\'])[0];
    }
}
