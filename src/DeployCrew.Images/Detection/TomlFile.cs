using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Detection;

/// <summary>A TOML file of the app (pyproject.toml, Cargo.toml, Pipfile), as far as detection reads it: tables, keys, texts and lists of texts, each with its line.</summary>
internal sealed partial class TomlFile
{
    private readonly List<TomlEntry> _entries = [];
    private readonly List<string> _tables = [];

    private TomlFile(string file) => File = file;

    public string File { get; }

    /// <summary>Names of the tables, as often as they stand there.</summary>
    public IReadOnlyList<string> Tables => _tables;

    /// <exception cref="DeployError">DC3204 with the line that is no TOML.</exception>
    public static TomlFile Parse(ProjectText text)
    {
        var toml = new TomlFile(text.File);
        var table = "";
        for (var i = 0; i < text.Lines.Count; i++)
        {
            var line = text.Lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (Table().Match(line) is { Success: true } header)
            {
                table = header.Groups["name"].Value.Trim();
                toml._tables.Add(table);
                continue;
            }

            if (KeyValue().Match(line) is not { Success: true } pair)
                throw Broken(text, i);
            var key = pair.Groups["key"].Value.Trim().Trim('"', '\'');
            var start = i;
            var items = new List<(string, int)>();
            i = ReadValue(text, i, pair.Groups["value"].Value, items);
            toml._entries.Add(new TomlEntry(table, key, pair.Groups["value"].Value, items, start + 1));
        }

        return toml;
    }

    public TomlEntry? Find(string table, string key) => _entries.FirstOrDefault(entry => entry.Table == table && entry.Key == key);

    public IEnumerable<TomlEntry> In(string table) => _entries.Where(entry => entry.Table == table);

    /// <summary>A text at a key.</summary>
    public Fact<string>? Text(string table, string key, string what) => Find(table, key) is { Items: [var (text, line), ..] }
        ? new Fact<string>(text, new Evidence(File, line, $"{what}: {text}"))
        : null;

    private static int ReadValue(ProjectText text, int index, string value, List<(string, int)> items)
    {
        foreach (var quote in new[] { "\"\"\"", "'''" }.Where(quote => value.StartsWith(quote, StringComparison.Ordinal)))
        {
            if (value.IndexOf(quote, quote.Length, StringComparison.Ordinal) >= 0)
                return index;
            for (var end = index + 1; end < text.Lines.Count; end++)
            {
                if (text.Lines[end].Contains(quote, StringComparison.Ordinal))
                    return end;
            }

            throw Broken(text, index);
        }

        var depth = 0;
        for (var i = index; i < text.Lines.Count; i++)
        {
            var line = i == index ? value : text.Lines[i];
            foreach (Match one in QuotedText().Matches(line))
            {
                if (one.Groups["comment"].Success)
                    break;
                items.Add((one.Groups["double"].Success ? one.Groups["double"].Value : one.Groups["single"].Value, i + 1));
            }

            var bare = QuotedText().Replace(line, "");
            if (bare.Contains('"', StringComparison.Ordinal))
                throw Broken(text, i);
            depth += bare.Count(c => c == '[') - bare.Count(c => c == ']');
            if (depth <= 0)
                return i;
        }

        throw Broken(text, index);
    }

    private static DeployError Broken(ProjectText text, int index) =>
        SourceErrors.UnreadableProject(text.File, new InvalidDataException($"line {index + 1} is not TOML."));

    // [project] · [[bin]] · [tool.poetry.dependencies]  # comment
    [GeneratedRegex(@"^\[{1,2}(?<name>[^\[\]]+)\]{1,2}\s*(#.*)?$")]
    private static partial Regex Table();

    [GeneratedRegex(@"^(?<key>[A-Za-z0-9_\-.""' ]+?)\s*=\s*(?<value>.+)$")]
    private static partial Regex KeyValue();

    [GeneratedRegex("""
        "(?<double>(?:[^"\\]|\\.)*)"|'(?<single>[^']*)'|(?<comment>\#.*)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex QuotedText();
}
