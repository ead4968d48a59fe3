using DeployCrew.Diagnosis;

namespace DeployCrew.Tests.Diagnosis;

/// <summary>A failure that somebody reported in public, with what is the matter by their own account.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Source">Where it was reported.</param>
/// <param name="Stage">The stage in which such a thing would fail.</param>
/// <param name="Causes">Signatures that are right; <c>none</c>: it is right to know nothing.</param>
/// <param name="Harmful">Remedies that would do harm here: repeat what cannot succeed, or widen access.</param>
/// <param name="Lines">What was printed.</param>
internal sealed record LabelledFailure(
    string Name, string Source, string Stage, IReadOnlyList<string> Causes, IReadOnlyList<Remedy> Harmful, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<LabelledFailure> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "*.txt").Select(Read).OrderBy(one => one.Number)];

    /// <summary>The number that its name begins with.</summary>
    public int Number => int.Parse(Name[..Name.IndexOf('-', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The best candidate when a stage's log ends so; null when no rule knows it.</summary>
    public Candidate? Diagnose() => SignatureMatcher.Judge(
        [.. Lines.Select((line, at) => new Observation(new EvidenceLine("logs/" + Stage + ".log", at + 1, PlainLine.Of(line)), Nearness.Log))], Stage).FirstOrDefault();

    private static LabelledFailure Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var end = Array.IndexOf(lines, "---");
        var head = lines[..end].Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new LabelledFailure(
            Path.GetFileNameWithoutExtension(file), head["source"], head["stage"], head["cause"].Split(", "),
            [.. head["harmful"].Split(", ").Select(Enum.Parse<Remedy>)], lines[(end + 1)..]);
    }
}
