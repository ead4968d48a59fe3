using System.Globalization;
using System.Text;
using System.Text.Json;
using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Json;
using DeployCrew.Diagnosis.Proposals;

namespace DeployCrew.Diagnosis.Models;

/// <summary>
/// What a model is asked where rules are unsure. It sees numbered lines of the run and has to name those that its cause rests on; its remedy is one of a list, and
/// its change one value that <see cref="RequirementsChange"/> takes.
/// </summary>
internal static class DiagnosisQuestion
{
    private const int MostLines = 250;
    private const int LinesShown = 3;

    // What does harm when the diagnosis is wrong is left to rules and people: releasing a lock that is held, doing nothing.
    private static readonly Remedy[] Offered = [.. Enum.GetValues<Remedy>().Except([Remedy.ReleaseLock, Remedy.NothingToDo])];

    private const string Instructions =
        """
        You find out why a deployment failed. Name the first cause, not what followed from it, in one plain sentence; name the numbers of the lines that show it;
        choose the remedy that removes it; say in one sentence what to do. When the lines do not show the cause, answer with the remedy 'unknown'.
        Where the remedy is raiseMemory, fixPort, fixHealthPath or raiseGracePeriod, also name the service and the new value (MiB, port, path, seconds), if the lines bear it out.
        """;

    private static readonly Lazy<JsonShape> Shape = new(() => JsonShape.Parse(
        $$"""
        {
          "type": "object",
          "properties": {
            "cause": { "type": "string", "description": "the cause, in one sentence", "maxLength": 400 },
            "lines": { "type": "array", "description": "numbers of the lines that show it", "items": { "type": "integer", "description": "a line's number", "minimum": 1, "maximum": {{MostLines}} } },
            "confidence": { "type": "string", "description": "how sure you are", "enum": ["likely", "unsure"] },
            "remedy": { "type": "string", "description": "what removes the cause", "enum": [{{string.Join(", ", Offered.Select(Name).Append("unknown").Select(name => $"\"{name}\""))}}] },
            "advice": { "type": "string", "description": "what to do, in one sentence", "maxLength": 400 },
            "service": { "type": "string", "description": "the service that the change is about", "maxLength": 64 },
            "value": { "type": "string", "description": "the new value", "maxLength": 200 }
          },
          "required": ["cause", "lines", "confidence", "remedy", "advice"],
          "additionalProperties": false
        }
        """));

    /// <summary>The question for a run.</summary>
    /// <param name="failure">What the failed stage said.</param>
    /// <param name="lines">What was read, nearest to the failure last.</param>
    /// <param name="requirements">Text of the requirements.</param>
    /// <param name="model">Who is asked, for the reference.</param>
    public static Question<Candidate?> Of(string failure, IReadOnlyList<EvidenceLine> lines, string requirements, string model) => new(
        ModelTask.Diagnose, Instructions, "Why did this deployment fail?",
        [new Material("error", failure), new Material("lines", Numbered(lines)), new Material("requirements.json", requirements)],
        Shape.Value, answer => Read(answer, lines, requirements, model));

    /// <summary>The lines that are shown: the nearest to the failure, in the order in which they were written.</summary>
    public static IReadOnlyList<EvidenceLine> Choose(IReadOnlyList<Observation> observations) =>
    [
        .. observations.Select((one, index) => (one, index)).Where(one => one.one.Line.Text.Length > 0)
            .DistinctBy(one => one.one.Line.Text)
            .OrderByDescending(one => one.one.Nearness).ThenByDescending(one => one.index).Take(MostLines).OrderBy(one => one.index).Select(one => one.one.Line),
    ];

    private static Checked<Candidate?> Read(JsonElement answer, IReadOnlyList<EvidenceLine> lines, string requirements, string model)
    {
        var said = answer.Deserialize<Written>(JsonFormat.Compact)!;
        if (said.Remedy == "unknown")
            return new Checked<Candidate?>(null, []);
        var problems = new List<string>();
        if (said.Cause.Trim().Length == 0 || said.Advice.Trim().Length == 0)
            problems.Add("cause and advice must not be empty");
        if (said.Lines.Count == 0 || said.Lines.Any(number => number > lines.Count))
            problems.Add($"lines must name at least one of the lines 1-{lines.Count}");
        var remedy = Offered.First(one => Name(one) == said.Remedy);
        Proposal? proposal = null;
        if (said.Value is { Length: > 0 } value && RequirementsChange.Remedies.Contains(remedy))
        {
            (proposal, var against) = RequirementsChange.Propose(requirements, remedy, said.Service ?? "", value);
            problems.AddRange(against);
        }

        if (problems.Count > 0)
            return new Checked<Candidate?>(null, problems);
        EvidenceLine[] shown = [.. said.Lines.Distinct().Take(LinesShown).Select(number => lines[number - 1] with { Text = PlainLine.Cut(lines[number - 1].Text) })];
        var candidate = new Candidate(
            "model", PlainLine.Of(said.Cause), said.Confidence, remedy, PlainLine.Of(said.Advice), $"said by '{model}' from the lines above; no rule knows this failure", shown);
        return new Checked<Candidate?>(candidate with { Proposal = proposal }, []);
    }

    private static string Numbered(IReadOnlyList<EvidenceLine> lines)
    {
        var text = new StringBuilder();
        foreach (var (index, line) in lines.Index())
            text.Append(CultureInfo.InvariantCulture, $"{index + 1} {line.File}: {PlainLine.Cut(line.Text)}\n");
        return text.ToString();
    }

    private static string Name(Remedy remedy) => JsonNamingPolicy.CamelCase.ConvertName(remedy.ToString());

    private sealed record Written(string Cause, IReadOnlyList<int> Lines, Confidence Confidence, string Remedy, string Advice, string? Service, string? Value);
}
