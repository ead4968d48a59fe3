using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Agents.Models;

/// <summary>Reads <c>models.json</c>.</summary>
public static class ModelSettingsReader
{
    private const string Tier =
        """
        {
          "type": "object", "description": "a model and what it costs",
          "properties": {
            "model": { "type": "string", "description": "its name at the endpoint", "minLength": 1, "maxLength": 200 },
            "inputPerMillion": { "type": "number", "description": "US dollars per million tokens of prompt", "minimum": 0, "maximum": 100000 },
            "outputPerMillion": { "type": "number", "description": "US dollars per million tokens of answer", "minimum": 0, "maximum": 100000 }
          },
          "required": ["model"], "additionalProperties": false
        }
        """;

    private static readonly Lazy<JsonShape> Shape = new(() => JsonShape.Parse(
        $$"""
        {
          "type": "object",
          "properties": {
            "endpoint": { "type": "string", "description": "the base address of an OpenAI-compatible API, such as https://api.openai.com/v1", "minLength": 1 },
            "key": { "type": "string", "description": "the name of the environment variable that holds the key", "minLength": 1, "x-sensitive": true },
            "small": {{Tier}},
            "large": {{Tier}},
            "tasks": {
              "type": "object", "description": "tasks that another tier than their own does",
              "patternProperties": { "^[a-z]+$": { "type": "string", "description": "small or large", "enum": ["small", "large"] } },
              "patternErrorMessage": "the name of a task", "additionalProperties": false
            },
            "budget": {
              "type": "object", "description": "what a run may spend",
              "properties": {
                "tokens": { "type": "integer", "description": "tokens of prompts and answers", "minimum": 1000, "maximum": 1000000000 },
                "dollars": { "type": "number", "description": "US dollars", "minimum": 0.01, "maximum": 100000 }
              },
              "additionalProperties": false
            },
            "timeoutSeconds": { "type": "integer", "description": "how long one answer may take", "minimum": 1, "maximum": 3600 },
            "attempts": { "type": "integer", "description": "how often one answer is asked for", "minimum": 1, "maximum": 10 }
          },
          "required": ["endpoint", "large"],
          "additionalProperties": false
        }
        """));

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="InvalidInputError">It cannot be read, or has problems; all of them are in the error.</exception>
    public static ModelSettings Load(string path)
    {
        try
        {
            return Read(Path.GetFileName(path), File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputError(path, [ModelErrors.NotReadable(error.Message)]);
        }
    }

    /// <summary>Reads and checks a text.</summary>
    /// <exception cref="InvalidInputError">It has problems; all of them are in the error.</exception>
    public static ModelSettings Read(string file, string text)
    {
        var problems = Shape.Value.Check(text).ToList();
        var written = Parse(text);
        if (written is { Endpoint: not null, Large: not null })
            problems.AddRange(Check(written).Select(problem => problem with { Position = RequirementsReader.Locate(text, problem.Path.Split('/')) }));
        if (problems.Count > 0)
            throw new InvalidInputError(file, [.. problems.OrderBy(problem => problem.Position?.Line).ThenBy(problem => problem.Position?.Column)]);
        return new ModelSettings(new Uri(written!.Endpoint!), written.Large!)
        {
            Key = written.Key,
            Small = written.Small,
            Tasks = written.Tasks ?? new Dictionary<string, ModelTier>(),
            Budget = written.Budget ?? new(),
            TimeoutSeconds = written.TimeoutSeconds ?? 120,
            Attempts = written.Attempts ?? 4,
        };
    }

    // What can be read is checked further, whatever else is wrong.
    private static Written? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Written>(text, JsonFormat.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<Diagnostic> Check(Written written)
    {
        if (!Uri.TryCreate(written.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https") || endpoint.UserInfo.Length > 0)
            yield return ModelErrors.NotAnEndpoint(written.Endpoint);
        else if (endpoint.Scheme == "http" && !endpoint.IsLoopback && written.Key is not null)
            yield return ModelErrors.KeyInTheClear(endpoint.Host);
        if (written.Key is { } key && !(key.Length <= 64 && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && !char.IsAsciiDigit(key[0])))
            yield return ModelErrors.NotAVariable();
        foreach (var name in (written.Tasks?.Keys ?? []).Where(name => ModelTask.All.All(task => task.Name != name)))
            yield return ModelErrors.UnknownTask(name, ModelTask.All.Select(task => task.Name));
        if (written.Budget?.Dollars is null)
            yield break;
        foreach (var (path, tier) in new[] { ("large", written.Large), ("small", written.Small) }.Where(one => one.Item2 is { IsPriced: false }))
            yield return ModelErrors.NotPriced(path, tier!.Model);
    }

    private sealed record Written(
        string Endpoint, TierSettings Large, TierSettings? Small, string? Key, IReadOnlyDictionary<string, ModelTier>? Tasks, ModelBudget? Budget, int? TimeoutSeconds, int? Attempts);
}
