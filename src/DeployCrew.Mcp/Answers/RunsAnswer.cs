using System.ComponentModel;

namespace DeployCrew.Mcp.Answers;

/// <summary>The runs of this machine.</summary>
internal sealed record RunsAnswer(
    [property: Description("Newest first.")] IReadOnlyList<RunView> Runs,
    [property: Description("How many there are in all.")] int Total);
