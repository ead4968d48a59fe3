using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Preflight;
using Microsoft.Extensions.DependencyInjection;

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
                PreflightText.Write(terminal, result);
            return results.Any(result => result.Status == PreflightStatus.Fail) ? ExitCodes.Failed : 0;
        });
        return command;
    }
}
