using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Diagnosis;
using DeployCrew.Infra.Cost;

namespace DeployCrew.Drafting;

/// <summary>Writes requirements from a sentence. A model proposes; what it proposes is validated, priced and questioned here, and nothing is written.</summary>
public static class DraftService
{
    private const int LongestSentence = 8_000;

    private const string Instructions =
        """
        You write requirements.json for DeployCrew, which deploys apps to AWS ECS. From what the user asks for you choose the smallest set-up that does it.
        Leave out what stays at its default. Environments need distinct 'cidr' blocks. Services without a public address have an empty 'routes'.
        Give a reason for each service, resource, environment and each other choice; say it in one sentence, for somebody who does not know AWS.
        Ask a question for everything that only the user knows: domains, ports and health paths that were not said. What you put there meanwhile is named by the question's path;
        for a domain use one under example.com.
        Secrets never stand in requirements: they are references such as ssm:/project/env/service/NAME.
        """;

    private static readonly Lazy<JsonShape> Shape = new(() => JsonShape.Parse(
        """
        {
          "type": "object",
          "properties": {
            "requirements": { "type": "string", "description": "the whole text of requirements.json, version 1", "minLength": 2, "maxLength": 100000 },
            "reasons": {
              "type": "array", "description": "why each choice was made", "minItems": 1,
              "items": {
                "type": "object", "description": "one reason",
                "properties": {
                  "path": { "type": "string", "description": "path in the requirements, such as services/web/memory", "minLength": 1, "maxLength": 200 },
                  "reason": { "type": "string", "description": "the reason, in one sentence", "minLength": 1, "maxLength": 600 }
                },
                "required": ["path", "reason"], "additionalProperties": false
              }
            },
            "questions": {
              "type": "array", "description": "what only the user knows",
              "items": {
                "type": "object", "description": "one question",
                "properties": {
                  "path": { "type": "string", "description": "path of the value that was guessed", "minLength": 1, "maxLength": 200 },
                  "question": { "type": "string", "description": "the question", "minLength": 1, "maxLength": 600 }
                },
                "required": ["path", "question"], "additionalProperties": false
              }
            }
          },
          "required": ["requirements", "reasons", "questions"],
          "additionalProperties": false
        }
        """));

    /// <summary>Asks a model for a draft.</summary>
    /// <param name="models">Who is asked.</param>
    /// <param name="sentence">What the user wants, in their words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeployError">DC2025 to DC2032: there is no draft that passes the checks; DC2035: the sentence is empty or too long.</exception>
    public static async Task<Draft> DraftAsync(ModelHost models, string sentence, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(sentence) || sentence.Length > LongestSentence)
            throw ModelErrors.NothingToDraft(LongestSentence);
        var schema = JsonNode.Parse(RequirementsSchema.Text)!.ToJsonString();
        var question = new Question<Draft>(
            ModelTask.Draft, $"{Instructions}\nThe JSON schema of requirements.json:\n{schema}", sentence.Trim(), [], Shape.Value, answer => Read(sentence, answer));
        var (draft, calls) = await new ModelDialogue(models).AskAsync(question, cancellationToken);
        return draft with { Calls = calls };
    }

    private static Checked<Draft> Read(string sentence, JsonElement answer)
    {
        var (text, given, asked) = answer.Deserialize<Written>(JsonFormat.Compact)!;
        DraftReason[] reasons = [.. given.Select(one => new DraftReason(PlainLine.Of(one.Path), PlainLine.Of(one.Reason)))];
        DraftQuestion[] questions = [.. asked.Select(one => new DraftQuestion(PlainLine.Of(one.Path), PlainLine.Of(one.Question)))];
        try
        {
            var document = RequirementsReader.Read(RequirementsFile, text).Document;
            var written = RequirementsWriter.Write(document);
            var costs = CostEstimate.Of(document);
            var problems = DraftCheck.Problems(sentence, JsonNode.Parse(text)!.AsObject(), document, reasons, questions, costs);
            return new Checked<Draft>(new Draft(written, reasons, questions, costs, []), [.. problems]);
        }
        catch (InvalidInputError invalid)
        {
            return new Checked<Draft>(null, [.. invalid.Diagnostics.Where(one => one.Severity == Severity.Error).Select(one => $"requirements {one} {one.Remedy}")]);
        }
    }

    private const string RequirementsFile = "requirements.json";

    private sealed record Written(string Requirements, IReadOnlyList<DraftReason> Reasons, IReadOnlyList<DraftQuestion> Questions);
}
