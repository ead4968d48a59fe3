using DeployCrew.Core.Requirements;

namespace DeployCrew.Cli.Tests.Simulation;

/// <summary>A row of the matrix: what happens, and how each strategy has to end.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Faults">As they are written on the command line, by strategy, and whether it is the first deployment.</param>
/// <param name="Second">What is expected when v1 is live, by strategy; null where it cannot happen.</param>
/// <param name="First">What is expected of a first deployment; null where it cannot happen.</param>
/// <param name="Reason">Why.</param>
internal sealed record MatrixEvent(string Name, Func<string, bool, string[]> Faults, Func<string, Expected?> Second, Func<string, Expected?> First, string Reason)
{
    /// <summary>Whether shifts wait for approval.</summary>
    public bool Approval { get; init; }

    /// <summary>What the new version is judged by while it gets traffic; null: nothing.</summary>
    public AnalysisRequirements? Analysis { get; init; }
}
