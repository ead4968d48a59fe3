using System.Buffers;

namespace DeployCrew.Images.Detection;

/// <summary>Command lines that people write, as programs with arguments.</summary>
internal static class ShellCommand
{
    private static readonly SearchValues<char> Syntax = SearchValues.Create("&|;<>$`\"'*()=\\");
    private static readonly SearchValues<char> MoreThanOneCommand = SearchValues.Create("&|;\n");

    /// <summary>The words where they are plain; else what a shell makes of the line, in whose place the program runs so that it gets the signals.</summary>
    public static IReadOnlyList<string> Parse(string line)
    {
        if (!line.AsSpan().ContainsAny(Syntax))
            return line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // 'exec' takes one command, and no assignments before it.
        var first = line.TrimStart().Split(' ')[0];
        var replaced = !line.AsSpan().ContainsAny(MoreThanOneCommand) && !first.Contains('=', StringComparison.Ordinal) && first != "exec";
        return ["sh", "-c", replaced ? $"exec {line.Trim()}" : line.Trim()];
    }

    /// <summary>Whether a line is words only.</summary>
    public static bool IsPlain(string line) => !line.AsSpan().ContainsAny(Syntax);

    /// <summary>The command as people write it.</summary>
    public static string Display(IReadOnlyList<string> command) => command is ["sh", "-c", var line]
        ? line.StartsWith("exec ", StringComparison.Ordinal) ? line["exec ".Length..] : line
        : string.Join(' ', command);

    /// <summary>Name of the program that a command runs: <c>gunicorn</c> for <c>sh -c "exec gunicorn …"</c>.</summary>
    public static string Program(IReadOnlyList<string> command) =>
        Display(command).Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => !word.Contains('=', StringComparison.Ordinal) && word != "exec") is { } word
            ? word[(word.LastIndexOf('/') + 1)..]
            : "";
}
