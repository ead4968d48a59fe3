using System.Text.RegularExpressions;

namespace DeployCrew.Images.Linting.Syntax;

/// <summary>Splits a shell script into commands.</summary>
internal sealed partial class ShellReader
{
    private static readonly HashSet<string> Skipped =
        ["if", "then", "else", "elif", "fi", "do", "done", "while", "until", "{", "}", "!", "time", "exec", "command", "esac"];

    private readonly LogicalText _text;
    private readonly List<ShellCommand> _commands = [];
    private readonly List<Word> _words = [];
    private string _before = "";

    private ShellReader(LogicalText text) => _text = text;

    public static IReadOnlyList<ShellCommand> Read(LogicalText text)
    {
        var reader = new ShellReader(text);
        reader.Split();
        return reader._commands;
    }

    private void Split()
    {
        var text = _text.Text;
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length && text[i + 1] is '\n' or '\r')
                i += text[i + 1] == '\r' ? 3 : 2;
            else if (c is ' ' or '\t' or '\r')
                i++;
            else if (c == '#')
                i = text.IndexOf('\n', i) is var end and >= 0 ? end : text.Length;
            else if (Operator(text, i) is { Length: > 0 } found)
            {
                Finish(found);
                i += found.Length;
            }
            else
            {
                var start = i;
                i = EndOfWord(text, i);
                _words.Add(_text.Word(start, i));
            }
        }

        Finish("");
    }

    private void Finish(string next)
    {
        var words = _words.SkipWhile(word => Skipped.Contains(word.Text) || Redirection().IsMatch(word.Text)).ToList();
        var assignments = words.TakeWhile(word => Assignment().IsMatch(word.Text)).ToList();
        words.RemoveRange(0, assignments.Count);
        if (words.Count > 0 || assignments.Count > 0)
        {
            // for x in a b: no command of its own
            if (words.Count > 0 && words[0].Text is not ("for" or "case"))
                _commands.Add(new ShellCommand(words, assignments, _before));
            _before = next == "\n" ? ";" : next;
        }
        else if (next is not ("\n" or "(" or ")"))
        {
            _before = next;
        }

        _words.Clear();
    }

    private static string Operator(string text, int at) => text[at] switch
    {
        '&' when Next(text, at) == '&' => "&&",
        '&' when Next(text, at) == '>' => "",
        '|' when Next(text, at) == '|' => "||",
        '|' when Next(text, at) == '&' => "|&",
        '&' or '|' or ';' or '(' or ')' or '\n' => text[at].ToString(),
        _ => "",
    };

    private static int EndOfWord(string text, int at)
    {
        var first = at;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\\')
                at += 2;
            else if (c is '\'' or '"' or '`')
                at = Closing(text, at);
            else if (c == '$' && Next(text, at) is '(' or '{')
                at = Bracket(text, at + 1);
            else if (c is ' ' or '\t' or '\r' or '\n' or ';' or '|' or '(' or ')' || (c == '&' && !(at > first && text[at - 1] is '>' or '<') && Next(text, at) != '>'))
                break;
            else
                at++;
        }

        return Math.Min(Math.Max(at, first + 1), text.Length);
    }

    private static int Closing(string text, int at)
    {
        var quote = text[at++];
        for (; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && quote != '\'')
                at++;
        }

        return at + 1;
    }

    private static int Bracket(string text, int at)
    {
        var (open, close, depth) = (text[at], text[at] == '(' ? ')' : '}', 0);
        for (; at < text.Length; at++)
        {
            if (text[at] is '\'' or '"')
                at = Closing(text, at) - 1;
            else if (text[at] == open)
                depth++;
            else if (text[at] == close && --depth == 0)
                return at + 1;
        }

        return at;
    }

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';

    [GeneratedRegex(@"^\d*[<>]")]
    private static partial Regex Redirection();

    [GeneratedRegex(@"^[A-Za-z_]\w*=")]
    private static partial Regex Assignment();
}
