using System.CommandLine;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Preflight;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew preflight</c>.</summary>
internal static class PreflightCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var options = new RequestOptions();
        var quotas = new Option<bool>("--request-quotas") { Description = "ask AWS to raise the quotas that are too small" };
        var format = SharedOptions.Format();
        var command = new Command("preflight", "Looks whether what a plan needs can be had: credentials, quotas, names, zone, certificates, address blocks. Creates nothing.")
        {
            quotas, format,
        };
        options.AddTo(command, changes: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Request(parsed, options.Project(parsed));
            var results = await services.GetRequiredService<PreflightService>().RunAsync(request, parsed.GetValue(quotas), cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(results, JsonFormat.Indented));
            foreach (var result in results)
                Write(terminal, result);
            return results.Any(result => result.Status == PreflightStatus.Fail) ? ExitCodes.Failed : 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, PreflightResult result)
    {
        var colour = result.Status switch { PreflightStatus.Ok => "green", PreflightStatus.Fail => "red", _ => "yellow" };
        terminal.People.MarkupLine($"[{colour}]{result.Status.ToString().ToUpperInvariant(),-4}[/] {Markup.Escape(result.Check)} [grey]{Markup.Escape(result.Detail)}[/]");
        if (result.Remedy is { } remedy)
            terminal.People.MarkupLineInterpolated($"     [grey]→[/] {remedy}");
    }
}
