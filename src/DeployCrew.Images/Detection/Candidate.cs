namespace DeployCrew.Images.Detection;

/// <summary>An app that one ecosystem sees in a folder.</summary>
/// <param name="App">What it sees.</param>
/// <param name="StartsLookedFor">Where a start command was looked for; empty when it needs none.</param>
internal sealed record Candidate(DetectedApp App, params IReadOnlyList<string> StartsLookedFor)
{
    /// <summary>Whether it could run as it is.</summary>
    public bool IsComplete => App.Start is not null || StartsLookedFor.Count == 0;

    /// <summary>A line for people who have to choose: what it is, and the places that make it that and start it.</summary>
    public string Description => $"{App.Summary} ({string.Join(", ", Places(""))})";

    /// <summary>The places that decide, below a folder (<c>services/web/</c>, or nothing).</summary>
    public IEnumerable<string> Places(string folder) =>
        new[] { App.Language?.Evidence, App.Start?.Evidence }.OfType<Evidence>().Select(one => folder + one.Place).Distinct(StringComparer.Ordinal);
}
