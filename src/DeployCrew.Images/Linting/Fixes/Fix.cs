using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Fixes;

/// <summary>What would put a finding right.</summary>
/// <param name="Title">What it does, for people.</param>
/// <param name="Edits">Edits of the Dockerfile.</param>
internal sealed record Fix(string Title, IReadOnlyList<TextEdit> Edits)
{
    /// <summary>Text of a new .dockerignore, or null.</summary>
    public string? DockerIgnore { get; init; }

    public static Fix Replace(string title, Word word, string text) => new(title, [TextEdit.Replace(word, text)]);

    /// <summary>Puts something behind a word, with a space between.</summary>
    public static Fix After(string title, Word word, string text) => new(title, [TextEdit.Insert(word.End, " " + text)]);

    /// <summary>Puts a line above an instruction and its comments.</summary>
    public static Fix Above(string title, Dockerfile file, Instruction instruction, string line)
    {
        var at = file.Source.Start(instruction.Lines.First - instruction.Comments.Count);
        return new Fix(title, [TextEdit.Insert(at, line + file.Source.NewLine)]);
    }

    /// <summary>Puts a command at the end of a RUN whose commands all follow each other with &amp;&amp;; null for others.</summary>
    public static Fix? Append(string title, Dockerfile file, Instruction run, string command)
    {
        var commands = run.Script.Commands;
        if (commands.Count == 0 || run.Exec is not null || run.Heredocs.Count > 0 || commands.Skip(1).Any(one => one.Before != "&&"))
            return null;
        var separator = run.Lines.First == run.Lines.Last ? " && " : $" {run.Escape}{file.Source.NewLine}    && ";
        return new Fix(title, [TextEdit.Insert(commands[^1].Words[^1].End, separator + command)]);
    }
}
