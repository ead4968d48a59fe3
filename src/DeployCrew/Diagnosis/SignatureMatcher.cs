using System.Text.RegularExpressions;

namespace DeployCrew.Diagnosis;

/// <summary>Holds lines against the catalogue. What names a reason goes before what names a kind, and what the failed stage says before what others said.</summary>
internal static class SignatureMatcher
{
    private const int LinesShown = 3;
    private const int LongestDetail = 120;

    /// <summary>Causes, the best first.</summary>
    /// <param name="lines">What was written, in the order in which it was.</param>
    /// <param name="stage">The first stage that failed; null when it is not known.</param>
    public static IReadOnlyList<Candidate> Judge(IReadOnlyList<Observation> lines, string? stage)
    {
        var found = SignatureCatalogue.All.Select(signature => Find(signature, lines, stage)).OfType<Finding>().ToArray();
        // What a stage that ended well has complained of is worth a word only where nothing else speaks.
        var near = found.Where(one => one.Nearness != Nearness.Elsewhere).ToArray();
        return [.. (near.Length > 0 ? near : found).OrderByDescending(one => one.Score).ThenBy(one => one.First).Select(one => one.Candidate)];
    }

    private static Finding? Find(Signature signature, IReadOnlyList<Observation> lines, string? stage)
    {
        if (!signature.AppliesTo(stage))
            return null;
        var hits = lines.Select((line, index) => (Line: line, Index: index, Match: signature.Match(line.Line.Text))).Where(hit => hit.Match is not null).ToArray();
        if (hits.Length == 0)
            return null;
        var nearest = hits.Max(hit => hit.Line.Nearness);
        var best = hits.First(hit => hit.Line.Nearness == nearest);
        var shown = hits.OrderByDescending(hit => hit.Line.Nearness).DistinctBy(hit => hit.Line.Line.Text).Take(LinesShown)
            .Select(hit => hit.Line.Line with { Text = PlainLine.Cut(hit.Line.Line.Text) });
        return new Finding(Score(signature.Rank, nearest), nearest, best.Index, new Candidate(
            signature.Id, Fill(signature.Cause, best.Match!), Sure(signature.Rank, nearest), signature.Remedy, Fill(signature.Advice, best.Match!), signature.Reference, [.. shown]));
    }

    private static int Score(Rank rank, Nearness nearness) =>
        rank switch { Rank.Specific => 40, Rank.General => 20, _ => 0 } + nearness switch { Nearness.Error => 30, Nearness.Log => 28, Nearness.Beside => 8, _ => 0 };

    private static Confidence Sure(Rank rank, Nearness nearness) => (rank, nearness) switch
    {
        (Rank.Specific, Nearness.Error or Nearness.Log) => Confidence.Certain,
        (Rank.Specific, Nearness.Beside) or (Rank.General, Nearness.Error or Nearness.Log) => Confidence.Likely,
        _ => Confidence.Unsure,
    };

    // {name} is what the group of that name caught.
    private static string Fill(string text, Match match)
    {
        foreach (Group group in match.Groups)
            text = text.Replace($"{{{group.Name}}}", group.Success ? PlainLine.Cut(group.Value.Trim(), LongestDetail) : "it", StringComparison.Ordinal);
        return text;
    }

    private sealed record Finding(int Score, Nearness Nearness, int First, Candidate Candidate);
}
