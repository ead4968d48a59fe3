using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>What takes time, a line each, for people.</summary>
internal sealed class ProgressLines(Terminal terminal) : IProgress<string>
{
    public void Report(string value) => terminal.People.MarkupLineInterpolated($"  [blue]…[/] [grey]{value}[/]");
}
