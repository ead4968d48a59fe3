using System.Text.RegularExpressions;

namespace DeployCrew.Images.Linting.Syntax;

/// <summary>A Dockerfile, read.</summary>
internal sealed partial class Dockerfile
{
    private readonly Dictionary<string, string> _arguments = new(StringComparer.Ordinal);

    public Dockerfile(SourceText source, IReadOnlyList<Instruction> instructions, IReadOnlyList<string> comments, IReadOnlyList<ParseProblem> problems)
    {
        (Source, Instructions, Comments) = (source, instructions, comments);
        Stages = [.. Divided()];
        Problems = Stages.Count > 0 ? problems : [.. problems, new ParseProblem(0, "there is no FROM")];
    }

    public SourceText Source { get; }

    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>Every comment line.</summary>
    public IReadOnlyList<string> Comments { get; }

    public IReadOnlyList<Stage> Stages { get; }

    public IReadOnlyList<ParseProblem> Problems { get; }

    /// <summary>The stage that is the image; null when the file has none.</summary>
    public Stage? Final => Stages.Count > 0 ? Stages[^1] : null;

    public static Dockerfile Parse(string text) => DockerfileParser.Parse(text);

    /// <summary>The stage of a name or number, among those before another.</summary>
    public Stage? FindStage(string name, int before) =>
        Stages.Take(before).LastOrDefault(stage => stage.Name?.Value.Equals(name, StringComparison.OrdinalIgnoreCase) == true)
        ?? (int.TryParse(name, out var index) && index >= 0 && index < before ? Stages[index] : null);

    private List<Stage> Divided()
    {
        var stages = new List<Stage>();
        var froms = Enumerable.Range(0, Instructions.Count).Where(i => Instructions[i].Keyword == "FROM").ToList();
        foreach (var argument in Instructions.Take(froms.Count > 0 ? froms[0] : 0).Where(one => one.Keyword == "ARG").SelectMany(one => one.Words))
        {
            if (argument.Value.Split('=', 2) is [var name, var value])
                _arguments[name] = Expand(value);
        }

        for (var i = 0; i < froms.Count; i++)
        {
            var from = Instructions[froms[i]];
            var image = Expand(from.Words.Count > 0 ? from.Words[0].Value : "");
            var parent = stages.LastOrDefault(stage => stage.Name?.Value.Equals(image, StringComparison.OrdinalIgnoreCase) == true);
            var end = i + 1 < froms.Count ? froms[i + 1] : Instructions.Count;
            stages.Add(new Stage(i, from, [.. Instructions.Skip(froms[i] + 1).Take(end - froms[i] - 1)], image, parent));
        }

        return stages;
    }

    private string Expand(string text) => Variable().Replace(text, match =>
        _arguments.TryGetValue(match.Groups["name"].Value, out var value) && value.Length > 0 ? value
        : match.Groups["default"].Success ? match.Groups["default"].Value
        : match.Value);

    // $NAME · ${NAME} · ${NAME:-default}
    [GeneratedRegex(@"\$(?:(?<name>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)(?::?-(?<default>[^}]*))?\})")]
    private static partial Regex Variable();
}
