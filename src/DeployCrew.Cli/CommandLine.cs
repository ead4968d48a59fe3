using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DeployCrew.Cli.Commands;
using DeployCrew.Cli.Help;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli;

/// <summary>The command line: parse, call, render.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">Its arguments.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="configure">Services that a test puts in the place of the real ones.</param>
    /// <param name="cancellationToken">Ends the command, as Ctrl-C does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] args, Terminal terminal, Action<IServiceCollection>? configure = null, CancellationToken cancellationToken = default)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfirmation>(new TerminalConfirmation(terminal));
        configure?.Invoke(services);
        services.AddDeployCrew(new DeployCrewOptions(OwnProgram.Command) { Orchestrations = BuiltOrchestrations.All });
        await using var provider = services.BuildServiceProvider();
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        };
        try
        {
            var parsed = Root(provider, terminal).Parse(args);
            // A page of help would hide what is wrong; only where a command is missing it says which there are.
            if (parsed.Action is ParseErrorAction mistake)
                mistake.ShowHelp = parsed.UnmatchedTokens.Count == 0 && parsed.CommandResult.Command.Action is null;
            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            if (parsed.Errors.Count == 0)
                return code;
            terminal.People.MarkupLineInterpolated($"[grey]→[/] deploycrew {Words(parsed.CommandResult.Command)}--help");
            return ExitCodes.Input;
        }
        catch (DeployError error)
        {
            ErrorText.Write(terminal, error.ToReport());
            return ExitCodes.Of(error);
        }
        catch (OperationCanceledException)
        {
            terminal.People.WriteLine("Cancelled.");
            return ExitCodes.Cancelled;
        }
        catch (Exception bug) // the CLI's root is one of the three places where everything is caught
        {
            ErrorText.Write(terminal, InternalErrors.Bug(bug, null).ToReport());
            return ExitCodes.Bug;
        }
    }

    /// <summary>Every command, with its help.</summary>
    public static RootCommand Root(IServiceProvider services, Terminal terminal)
    {
        var root = Commands(services, terminal);
        root.Options.OfType<HelpOption>().Single().Action = new WriteHelp(terminal);
        return root;
    }

    private static string Words(Command command) => command is RootCommand ? "" : string.Concat(command.Parents.OfType<Command>().Select(Words)) + command.Name + " ";

    private static RootCommand Commands(IServiceProvider services, Terminal terminal) => new(
        "DeployCrew takes a requirements.json and an app, and ends with the app live behind HTTPS, with the evidence that it is.")
    {
        InitCommand.Create(terminal),
        DraftCommand.Create(services, terminal),
        ValidateCommand.Create(terminal),
        DetectCommand.Create(services, terminal),
        DockerfileCommand.Create(services, terminal),
        BuildCommand.Create(services, terminal),
        PlanCommand.Create(services, terminal),
        ExplainCommand.Create(services, terminal),
        ApproveCommand.Create(services, terminal),
        ApplyCommand.Create(services, terminal),
        RunCommand.Create(services, terminal),
        ResumeCommand.Create(services, terminal),
        RolloutCommand.Create(services, terminal),
        RollbackCommand.Create(services, terminal),
        StatusCommand.Create(services, terminal),
        RunsCommand.Create(services, terminal),
        LogsCommand.Create(services, terminal),
        ReplayCommand.Create(services, terminal),
        DiagnoseCommand.Create(services, terminal),
        SimulateCommand.Create(terminal),
        VerifyCommand.Create(services, terminal),
        EvidenceCommand.Create(services, terminal),
        BundleCommand.Create(services, terminal),
        DiagramCommand.Create(terminal),
        BootstrapCommand.Create(services, terminal),
        DoctorCommand.Create(services, terminal),
        PreflightCommand.Create(services, terminal),
        ReviewCommand.Create(services, terminal),
        DiffCommand.Create(services, terminal),
        LintCommand.Create(terminal),
        SbomCommand.Create(services, terminal),
        CompareCommand.Create(services, terminal),
        DriftCommand.Create(services, terminal),
        DestroyCommand.Create(services, terminal),
        UnlockCommand.Create(services, terminal),
        GitHubCommand.Create(services, terminal),
        ServeCommand.Create(services, terminal),
        McpCommand.Create(services, terminal),
        WorkerCommand.Create(services, terminal),
        AccessCommand.Create(services, terminal),
        LocalCommand.Create(services, terminal),
        CompletionCommand.Create(services, terminal),
    };
}
