using DeployCrew.Core.Ports;
using DeployCrew.Core.Text;
using Spectre.Console;

namespace DeployCrew.Cli;

/// <summary>Asks at the terminal.</summary>
internal sealed class TerminalConfirmation(Terminal terminal) : IConfirmation
{
    public bool IsPossible => terminal.Input is not null;

    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        if (terminal.Input is not { } input)
            return false;
        terminal.People.MarkupInterpolated($"[yellow]?[/] {UntrustedText.Clean(question)} [yellow]Go ahead? (y/N)[/] ");
        // A terminal's line cannot be waited for with a token: whoever cancels leaves the reading behind.
        var answer = await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
        return answer?.Trim() is { } word && (word.Equals("y", StringComparison.OrdinalIgnoreCase) || word.Equals("yes", StringComparison.OrdinalIgnoreCase));
    }
}
