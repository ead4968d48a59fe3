using System.Text.RegularExpressions;

namespace DeployCrew.Images.Linting.Syntax;

/// <summary>One instruction's joined lines to keyword, flags and arguments.</summary>
internal sealed partial class InstructionReader
{
    private readonly char _escape;
    private readonly List<Flag> _flags = [];
    private readonly Word _keyword;
    private readonly LogicalText _arguments;

    public InstructionReader(LogicalText text, char escape)
    {
        _escape = escape;
        var at = Skip(text.Text, 0, char.IsWhiteSpace);
        var end = Skip(text.Text, at, c => !char.IsWhiteSpace(c));
        _keyword = text.Word(at, end);
        at = Skip(text.Text, end, char.IsWhiteSpace);
        while (Keyword is not "ONBUILD" && text.Text[at..].StartsWith("--", StringComparison.Ordinal))
        {
            end = Skip(text.Text, at, c => !char.IsWhiteSpace(c));
            var word = text.Word(at, end);
            var parts = word.Text[2..].Split('=', 2);
            _flags.Add(new Flag(parts[0].ToLowerInvariant(), parts.Length > 1 ? parts[1].Trim('"') : "", word));
            at = Skip(text.Text, end, char.IsWhiteSpace);
        }

        _arguments = text.From(at);
    }

    /// <summary>The heredocs whose lines follow.</summary>
    public IEnumerable<(string Name, bool StripsTabs)> HeredocNames =>
        Keyword is "RUN" or "COPY" or "ADD" or "ONBUILD"
            ? _arguments.Words(_escape).Select(word => Marker().Match(word.Text)).Where(match => match.Success)
                .Select(match => (match.Groups["name"].Value, match.Groups["tabs"].Length > 0))
            : [];

    private string Keyword => _keyword.Text.ToUpperInvariant();

    public Instruction Read((int First, int Last) lines, int end, IReadOnlyList<Heredoc> heredocs)
    {
        var instruction = new Instruction(Keyword, _keyword, _flags, _arguments, lines, end)
        {
            Escape = _escape,
            Heredocs = heredocs,
            Trigger = Keyword == "ONBUILD" && _arguments.Text.Length > 0 ? new InstructionReader(_arguments, _escape).Read(lines, end, heredocs) : null,
        };
        return instruction with { Script = ScriptOf(instruction) };
    }

    private static ShellScript ScriptOf(Instruction instruction)
    {
        if (instruction.Keyword is not ("RUN" or "CMD" or "ENTRYPOINT"))
            return ShellScript.Empty;
        if (instruction.Exec is { } words)
            return ShellScript.OfExec(words, instruction.Arguments);

        // RUN <<EOF: the heredoc is the script, unless it names another interpreter.
        if (instruction.Heredocs is [var only] && instruction.Words.Count == 1)
            return only.Body.Text.StartsWith("#!", StringComparison.Ordinal) && !ShellLine().IsMatch(only.Body.Text) ? ShellScript.Empty : ShellScript.Parse(only.Body);
        return ShellScript.Parse(instruction.Arguments);
    }

    private static int Skip(string text, int from, Func<char, bool> skips)
    {
        while (from < text.Length && skips(text[from]))
            from++;
        return from;
    }

    // <<EOF · <<-"EOF" · 3<<EOF, and not <<<
    [GeneratedRegex("""^\d*<<(?<tabs>-?)(?<quote>["']?)(?<name>[A-Za-z_][\w.]*)\k<quote>$""")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^#!\s*\S*?(?:env\s+)?(?:/|\b)(?:ba|da|a|z)?sh\b")]
    private static partial Regex ShellLine();
}
