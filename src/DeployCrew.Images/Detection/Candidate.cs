namespace DeployCrew.Images.Detection;

/// <summary>An app that one ecosystem sees in a folder.</summary>
/// <param name="App">What it sees.</param>
/// <param name="StartsLookedFor">Where a start command was looked for; empty when it needs none.</param>
internal sealed record Candidate(DetectedApp App, params IReadOnlyList<string> StartsLookedFor)
{
    /// <summary>Whether it could run as it is.</summary>
    public bool IsComplete => App.Start is not null || StartsLookedFor.Count == 0;

    /// <summary>A line for people who have to choose.</summary>
    public string Description => $"{App.Summary} ({App.Places})";
}
