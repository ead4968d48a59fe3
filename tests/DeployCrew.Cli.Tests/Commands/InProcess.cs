using DeployCrew.Core.Runs;
using DeployCrew.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Tests.Commands;

/// <summary>The command line in this process: arguments in, exit code and text out.</summary>
internal static class InProcess
{
    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var home = new TemporaryFolder();
        return await RunAsync(new Home(home.Path), arguments);
    }

    /// <summary>With a home that outlives the command.</summary>
    public static async Task<CommandResult> RunAsync(Home home, params string[] arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, new Terminal(output, errors, isPlain: true), services => services.AddSingleton(home));
        return new CommandResult(code, output.ToString(), errors.ToString());
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Errors);
