using System.ComponentModel;

namespace DeployCrew.Mcp.Answers;

/// <summary>What the policy finds.</summary>
internal sealed record PolicyAnswer(
    string Project,
    [property: Description("Environments that were judged.")] IReadOnlyList<string> Environments,
    [property: Description("Least severity that stops a run.")] string FailOn,
    [property: Description("Whether nothing is grave enough to stop a run.")] bool Passes,
    [property: Description("How many findings are.")] int Stopping,
    IReadOnlyList<FindingView> Findings);
