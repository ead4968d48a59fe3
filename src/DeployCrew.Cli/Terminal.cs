using Spectre.Console;

namespace DeployCrew.Cli;

/// <summary>Where a command writes: data to <see cref="Out"/>, words for people to <see cref="Error"/>.</summary>
internal sealed class Terminal
{
    public Terminal(TextWriter output, TextWriter error, bool isPlain)
    {
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

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Formatted text for people, on the error stream.</summary>
    public IAnsiConsole People { get; }
}
