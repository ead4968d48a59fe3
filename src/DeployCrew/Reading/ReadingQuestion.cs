using System.Globalization;
using System.Text;
using System.Text.Json;
using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Diagnosis;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Reading;

namespace DeployCrew.Reading;

/// <summary>What a model is asked of an app that rules cannot tell. It sees numbered lines, and names for each thing that it says the one that shows it.</summary>
internal static class ReadingQuestion
{
    private const string Instructions =
        """
        You read what an app is: its language, what starts it, its port, and the path that answers when it is well. For each of them name the file and the number of the line
        in which it stands: a port and a path stand there letter by letter, and so does each word of the command that is no file of the app. Leave out what stands nowhere.
        The command is a list of a program and its arguments, without a shell. The language is 'other' when it is none of the list; then say its name.
        """;

    private static readonly Lazy<JsonShape> Shape = new(() => JsonShape.Parse(
        $$"""
        {
          "type": "object",
          "properties": {
            "language": {
              "type": "object", "description": "what it is written in",
              "properties": {
                "value": { "type": "string", "description": "the language", "enum": [{{string.Join(", ", LanguageFiles.Names.Select(name => $"\"{name}\""))}}] },
                "name": { "type": "string", "description": "its name, such as Perl", "pattern": "^[A-Za-z][A-Za-z0-9+#. -]{0,29}$", "patternErrorMessage": "a name of at most 30 letters, such as Perl" },
                {{Place}}
              },
              "required": ["value", "name", "file", "line"], "additionalProperties": false
            },
            "entry": { "type": "object", "description": "the file or folder that is built or started", "properties": { "value": { "type": "string", "description": "its path", "minLength": 1, "maxLength": 200 }, {{Place}} }, {{Required}} },
            "command": {
              "type": "object", "description": "what starts it",
              "properties": {
                "value": { "type": "array", "description": "program and arguments", "minItems": 1, "items": { "type": "string", "description": "a word", "minLength": 1, "maxLength": 200 } },
                {{Place}}
              },
              {{Required}}
            },
            "port": { "type": "object", "description": "the port that it listens on", "properties": { "value": { "type": "integer", "description": "the number", "minimum": 1, "maximum": 65535 }, {{Place}} }, {{Required}} },
            "healthPath": { "type": "object", "description": "path that answers when it is well", "properties": { "value": { "type": "string", "description": "the path", "minLength": 1, "maxLength": 200 }, {{Place}} }, {{Required}} },
            "confidence": { "type": "string", "description": "how sure you are", "enum": ["likely", "unsure"] }
          },
          "required": ["language", "confidence"], "additionalProperties": false
        }
        """));

    private const string Place = """
        "file": { "type": "string", "description": "path of the file that shows it", "minLength": 1, "maxLength": 300 },
        "line": { "type": "integer", "description": "number of the line that shows it", "minimum": 1, "maximum": 100000 }
        """;

    private const string Required = "\"required\": [\"value\", \"file\", \"line\"], \"additionalProperties\": false";

    /// <summary>The question for an app.</summary>
    /// <param name="extract">What is shown of it.</param>
    /// <param name="unsure">Why rules cannot tell.</param>
    /// <param name="model">Who is asked.</param>
    public static Question<AppReading> Of(AppExtract extract, DeployError unsure, string model) => new(
        ModelTask.Detect, Instructions, "What is this app, and how is it started?",
        [new Material("unsure", string.Join('\n', unsure.Details.Prepend(unsure.Code))), .. Materials(extract)], Shape.Value, answer => Read(answer, extract, model));

    /// <summary>What of an app is shown to a model.</summary>
    public static IEnumerable<Material> Materials(AppExtract extract) =>
        extract.Texts.Select((text, at) => new Material($"file{at + 1}", Numbered(text)))
            .Prepend(new Material("files", string.Join('\n', extract.Files.Append(extract.MoreFiles > 0 ? $"and {extract.MoreFiles} more" : "").Where(line => line.Length > 0))));

    private static string Numbered(AppText text)
    {
        var all = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{text.Path}\n");
        foreach (var (index, line) in text.Lines.Index())
            all.Append(CultureInfo.InvariantCulture, $"{index + 1} {line}\n");
        return all.Append(text.IsCut ? "and more" : "").ToString();
    }

    private static Checked<AppReading> Read(JsonElement answer, AppExtract extract, string model)
    {
        var said = answer.Deserialize<Written>(JsonFormat.Compact)!;
        var check = new EvidenceCheck(extract);
        var shown = check.Language(said.Language.Value, said.Language.File, said.Language.Line);
        var reading = new AppReading(said.Language.Name, shown ?? new Evidence("", null, ""), said.Confidence, model)
        {
            Language = said.Language.Value == LanguageFiles.Other ? null : new Fact<string>(said.Language.Value, shown),
            Entry = said.Entry is { } entry ? check.Entry(entry.Value, entry.File, entry.Line) : null,
            Command = said.Command is { } command ? check.Command(command.Value, command.File, command.Line) : null,
            Port = said.Port is { } port ? check.Port(port.Value, port.File, port.Line) : null,
            HealthPath = said.HealthPath is { } path ? check.HealthPath(path.Value, path.File, path.Line) : null,
        };
        return new Checked<AppReading>(reading, check.Problems.Count > 0 ? check.Problems : [.. Refused(reading)]);
    }

    // Settings that the requirements' own rules do not take are none.
    private static IEnumerable<string> Refused(AppReading reading)
    {
        try
        {
            ReadSetting.Write("""{"version": 1, "project": "app", "region": "eu-west-1", "services": {"web": {}}, "environments": {"dev": {"domain": "dev.example.com"}}}""", "web", reading.Settings);
            return [];
        }
        catch (InvalidInputError invalid)
        {
            return invalid.Diagnostics.Where(one => one.Severity == Severity.Error).Select(one => one.ToString());
        }
    }

    private sealed record Written(WrittenLanguage Language, Cited<string>? Entry, Cited<IReadOnlyList<string>>? Command, Cited<int>? Port, Cited<string>? HealthPath, Confidence Confidence);

    private sealed record WrittenLanguage(string Value, string Name, string File, int Line);

    private sealed record Cited<T>(T Value, string File, int Line);
}
