using System.CommandLine;
using DeployCrew.Cli.Completion;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew completion</c>.</summary>
internal static class CompletionCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "the shell that the script is for" };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        var command = new Command("completion", "Prints the script that completes commands, options and values in your shell.") { shell, Words(services, terminal) };
        command.SetAction(parsed => terminal.Out.Write(CompletionScript.For(parsed.GetValue(shell)!)));
        return command;
    }

    // What the scripts ask, at every press of the key.
    private static Command Words(IServiceProvider services, Terminal terminal)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("words", "Prints what the last word could become, a line each, with a tab before what it is.") { words };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var completer = new Completer((RootCommand)parsed.RootCommandResult.Command, new KnownNames(services.GetRequiredService<Home>()));
            foreach (var (value, description) in completer.Complete(parsed.GetValue(words) ?? []))
                terminal.Out.WriteLine(description.Length > 0 ? $"{value}\t{description}" : value);
        });
        return command;
    }
}
