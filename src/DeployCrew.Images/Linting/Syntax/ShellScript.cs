namespace DeployCrew.Images.Linting.Syntax;

/// <summary>Commands of a shell script: what rules need of one, no shell.</summary>
/// <param name="Commands">In the order in which they stand.</param>
internal sealed record ShellScript(IReadOnlyList<ShellCommand> Commands)
{
    public static readonly ShellScript Empty = new([]);

    /// <summary>Whether the output of one command goes into another.</summary>
    public bool HasPipe => Commands.Any(command => command.Before is "|" or "|&");

    /// <summary>The commands of a program with a verb.</summary>
    public IEnumerable<ShellCommand> Calls(string name, params string[] verbs) => Commands.Where(command => command.Is(name, verbs));

    public static ShellScript Parse(LogicalText text) => new(ShellReader.Read(text));

    /// <summary>The exec form: one command; what <c>sh -c</c> gets is read as a script.</summary>
    public static ShellScript OfExec(IReadOnlyList<string> words, LogicalText at)
    {
        if (words.Count == 0)
            return Empty;
        var start = at.Offset(0);
        if (words is [var shell, "-c", var script, ..] && shell is "sh" or "/bin/sh" or "bash" or "/bin/bash" or "ash" or "/bin/ash")
            return Parse(new LogicalText(words[2], [.. Enumerable.Repeat(start, words[2].Length)], start));
        return new([new ShellCommand([.. words.Select(word => new Word(word, start, start))], [], "")]);
    }
}
