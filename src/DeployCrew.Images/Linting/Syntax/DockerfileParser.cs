using System.Text;
using System.Text.RegularExpressions;

namespace DeployCrew.Images.Linting.Syntax;

/// <summary>Lines to instructions: directives, comments, continued lines and heredocs as the builder takes them.</summary>
internal sealed partial class DockerfileParser(SourceText source)
{
    private readonly List<Instruction> _instructions = [];
    private readonly List<ParseProblem> _problems = [];
    private readonly List<string> _comments = [];
    private readonly List<string> _above = [];
    private char _escape = '\\';
    private int _line = 1;

    public static Dockerfile Parse(string text)
    {
        var parser = new DockerfileParser(new SourceText(text));
        return parser.Parse();
    }

    private Dockerfile Parse()
    {
        Directives();
        while (_line <= source.LineCount)
        {
            var line = source.Line(_line).Trim();
            if (line.StartsWith('#'))
            {
                _comments.Add(line);
                _above.Add(line);
                _line++;
            }
            else if (line.Length == 0)
            {
                _above.Clear();
                _line++;
            }
            else
            {
                Read();
                _above.Clear();
            }
        }

        return new Dockerfile(source, _instructions, _comments, _problems);
    }

    // # syntax=docker/dockerfile:1 and # escape=` count on top only, before any other comment.
    private void Directives()
    {
        for (; _line <= source.LineCount && Directive().Match(source.Line(_line)) is { Success: true } directive; _line++)
        {
            _comments.Add(source.Line(_line).Trim());
            if (directive.Groups["name"].Value.Equals("escape", StringComparison.OrdinalIgnoreCase) && directive.Groups["value"].Value is "`")
                _escape = '`';
        }
    }

    private void Read()
    {
        var first = _line;
        var text = Joined();
        var reader = new InstructionReader(text, _escape);
        var last = _line - 1;
        var heredocs = new List<Heredoc>();
        foreach (var (name, stripsTabs) in reader.HeredocNames)
            heredocs.Add(ReadHeredoc(name, stripsTabs, first));
        var instruction = reader.Read((first, Math.Max(last, _line - 1)), source.End(Math.Max(last, _line - 1)), heredocs);
        _instructions.Add(instruction with { Comments = [.. _above] });
        if (!Keywords.Contains(instruction.Keyword))
            _problems.Add(new ParseProblem(instruction.Start, $"'{instruction.KeywordWord.Text}' is no instruction"));
        else if (instruction.Arguments.Text.Trim().Length == 0)
            _problems.Add(new ParseProblem(instruction.Start, $"{instruction.Keyword} needs an argument"));
    }

    private LogicalText Joined()
    {
        var text = new StringBuilder();
        var offsets = new List<int>();
        for (var more = true; more && _line <= source.LineCount; _line++)
        {
            var line = source.Line(_line);
            if (text.Length > 0 && (line.AsSpan().Trim().IsEmpty || line.AsSpan().TrimStart().StartsWith("#")))
                continue; // comments and empty lines between continued lines are nothing
            var trimmed = line.TrimEnd(' ', '\t');
            more = trimmed.EndsWith(_escape) && (trimmed.Length == 1 || trimmed[^2] != _escape);
            var taken = more ? trimmed[..^1] : trimmed;
            text.Append(taken);
            offsets.AddRange(Enumerable.Range(source.Start(_line), taken.Length));
        }

        return new LogicalText(text.ToString(), offsets, offsets.Count > 0 ? offsets[^1] + 1 : source.Start(Math.Min(_line, source.LineCount)));
    }

    private Heredoc ReadHeredoc(string name, bool stripsTabs, int from)
    {
        var first = _line;
        for (; _line <= source.LineCount; _line++)
        {
            var line = source.Line(_line);
            if ((stripsTabs ? line.TrimStart('\t') : line) != name)
                continue;
            var body = LogicalText.Of(source, source.Start(first), source.Start(_line));
            _line++;
            return new Heredoc(name, body);
        }

        _problems.Add(new ParseProblem(source.Start(from), $"the heredoc '{name}' has no end"));
        return new Heredoc(name, LogicalText.Of(source, source.Text.Length, source.Text.Length));
    }

    private static readonly HashSet<string> Keywords =
    [
        "FROM", "RUN", "CMD", "LABEL", "MAINTAINER", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER", "WORKDIR", "ARG",
        "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
    ];

    [GeneratedRegex(@"^\s*#\s*(?<name>syntax|escape|check)\s*=\s*(?<value>\S+)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Directive();
}
