using System.Text.Json.Nodes;

namespace DeployCrew.Testing.Models;

/// <summary>Plays a run's agents as a good model would: each of the agent's tools once, in the order in which they are offered, then the hand-over, or the end.</summary>
public static class DiligentModel
{
    /// <summary>What it answers to a request.</summary>
    /// <param name="request">The request's body.</param>
    /// <param name="environment">The run's environment.</param>
    public static Turn Play(JsonNode request, string environment)
    {
        var called = request["messages"]!.AsArray().SelectMany(message => message!["tool_calls"] as JsonArray ?? []).Select(call => (string)call!["function"]!["name"]!).ToHashSet(StringComparer.Ordinal);
        var offered = request["tools"]!.AsArray().Select(tool => (string)tool!["function"]!["name"]!).ToArray();
        var next = offered.FirstOrDefault(name => !IsControl(name) && !called.Contains(name)) ?? offered.First(IsControl);
        return Turn.Calls.One(next, next.StartsWith("transfer_to_", StringComparison.Ordinal) ? new JsonObject { ["reason"] = "My part is done." }
            : next == "end_task_with_summary" ? new JsonObject { ["summary"] = "It serves." }
            : new JsonObject { ["environment"] = environment });
    }

    private static bool IsControl(string name) => name.StartsWith("transfer_to_", StringComparison.Ordinal) || name == "end_task_with_summary";
}
