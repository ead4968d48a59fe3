using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>What takes time, a line each, for people. Progress&lt;T&gt; would say it on another thread, after what comes next.</summary>
internal sealed class ProgressLines(Terminal terminal) : IProgress<string>
{
    public void Report(string value) => terminal.People.MarkupLineInterpolated($"  [blue]…[/] [grey]{value}[/]");
}
