using System.Text.Json;
using System.Text.RegularExpressions;
using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Diagnosis;

namespace DeployCrew.Explaining;

/// <summary>Explains a plan to whoever reviews it. A model words it; what does not rest on facts is left out here.</summary>
public static partial class ExplainService
{
    private const string Instructions =
        """
        You explain to a reviewer who knows the app, and not AWS, what would be created or changed, why, what it exposes, what it costs, and what deserves a second look.
        Write at most fifteen short sentences, the most important first. Each names in 'cites' the ids of the facts that it rests on; a sentence without them is left out,
        and so is one with a number that the facts it cites do not have. Do not praise, and do not recommend anything.
        """;

    private static readonly Lazy<JsonShape> Shape = new(() => JsonShape.Parse(
        """
        {
          "type": "object",
          "properties": {
            "sentences": {
              "type": "array", "description": "the explanation", "minItems": 1,
              "items": {
                "type": "object", "description": "one sentence",
                "properties": {
                  "text": { "type": "string", "description": "the sentence", "minLength": 1, "maxLength": 400 },
                  "cites": { "type": "array", "description": "ids of facts", "items": { "type": "string", "description": "an id", "maxLength": 200 } }
                },
                "required": ["text", "cites"], "additionalProperties": false
              }
            }
          },
          "required": ["sentences"], "additionalProperties": false
        }
        """));

    /// <summary>Asks a model for an explanation.</summary>
    /// <param name="models">Who is asked.</param>
    /// <param name="facts">What it may rest on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeployError">DC2025 to DC2032: there is none; DC2029 also where no sentence rests on facts.</exception>
    public static async Task<Explanation> ExplainAsync(ModelHost models, IReadOnlyList<Fact> facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var known = facts.GroupBy(fact => fact.Id, StringComparer.Ordinal).ToDictionary(fact => fact.Key, fact => string.Join(" ", fact.Select(one => one.Text)), StringComparer.Ordinal);
        var question = new Question<Explanation>(
            ModelTask.Explain, Instructions, "Explain this plan.", [new Material("facts", string.Join('\n', facts.Select(fact => $"{fact.Id} = {PlainLine.Of(fact.Text)}")))],
            Shape.Value, answer => Read(answer, known));
        var (explanation, calls) = await new ModelDialogue(models).AskAsync(question, cancellationToken);
        return explanation with { Calls = calls };
    }

    private static Checked<Explanation> Read(JsonElement answer, Dictionary<string, string> known)
    {
        var said = answer.Deserialize<Written>(JsonFormat.Compact)!.Sentences.Select(sentence => sentence with { Text = PlainLine.Of(sentence.Text) }).ToArray();
        CitedSentence[] kept = [.. said.Where(sentence => RestsOn(sentence, known)).Select(sentence => sentence with { Cites = [.. sentence.Cites.Distinct()] })];
        return kept.Length > 0
            ? new Checked<Explanation>(new Explanation(kept, said.Length - kept.Length, []), [])
            : new Checked<Explanation>(null, ["no sentence rests on facts: each has to cite ids that were given, and may say only numbers that they have"]);
    }

    private static bool RestsOn(CitedSentence sentence, Dictionary<string, string> known)
    {
        if (sentence.Cites.Count == 0 || !sentence.Cites.All(known.ContainsKey))
            return false;
        var numbers = Numbers(string.Join(' ', sentence.Cites.Select(id => $"{id} {known[id]}"))).ToHashSet();
        return Numbers(sentence.Text).All(numbers.Contains);
    }

    // 1,024 and 30.50 are what 1024 and 30.5 are.
    private static IEnumerable<decimal> Numbers(string text) => Number().Matches(text)
        .Select(match => decimal.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\d{1,15}(,\d{3})*(\.\d{1,6})?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private sealed record Written(IReadOnlyList<CitedSentence> Sentences);
}
