using System.Text.Json.Serialization;
using DeployCrew.Core.Errors;

namespace DeployCrew.Agents.Crew;

/// <summary>What a tool says to the agent that called it.</summary>
/// <param name="Status">done | failed | skipped | withheld: it changes the world, and the run may not.</param>
/// <param name="Summary">What was done, or why not.</param>
/// <param name="Error">The error of a failure.</param>
public sealed record ToolOutcome(string Status, string Summary, ErrorReport? Error = null)
{
    /// <summary>It was done.</summary>
    [JsonIgnore]
    public bool IsDone => Status == "done";
}
