using Spectre.Console;

namespace DeployCrew.Cli;

/// <summary>Where a command writes: data to <see cref="Out"/>, words for people to <see cref="Error"/>.</summary>
internal sealed class Terminal
{
    private readonly Func<int>? width;

    /// <summary>Creates it.</summary>
    /// <param name="output">For data.</param>
    /// <param name="error">For words.</param>
    /// <param name="isPlain">Whether words are written without colours, and never broken.</param>
    /// <param name="width">Columns that help is set for, asked when it is; default: 80.</param>
    /// <param name="input">Where a person answers; null when there is none.</param>
    public Terminal(TextWriter output, TextWriter error, bool isPlain, Func<int>? width = null, TextReader? input = null)
    {
        Input = input;
        this.width = width;
        Out = output;
        Error = error;
        People = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(error),
        });
        if (isPlain)
            People.Profile.Width = 10_000; // a file or a pipe has no width to wrap at
    }

    /// <summary>Columns of the terminal that <see cref="Out"/> is, or 80.</summary>
    public int Width => width?.Invoke() is { } known and > 0 ? known : 80;

    /// <summary>Where a person answers questions; null when there is none.</summary>
    public TextReader? Input { get; }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Formatted text for people, on the error stream.</summary>
    public IAnsiConsole People { get; }
}
