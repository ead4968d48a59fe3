using System.CommandLine;
using System.CommandLine.Invocation;

namespace DeployCrew.Cli.Help;

/// <summary>What <c>--help</c> does.</summary>
/// <param name="terminal">Where it is written.</param>
internal sealed class WriteHelp(Terminal terminal) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        new CommandHelp(new HelpWriter(terminal.Out, terminal.Width)).Write(parseResult.CommandResult.Command);
        return 0;
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;
}
