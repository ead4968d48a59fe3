using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Preflight;
using DeployCrew.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var options = new RequestOptions();
        var preflight = new Option<bool>("--preflight") { Description = "look instead whether a new version could go out: image, secrets, roles, weights, quota for twice the tasks, free addresses" };
        var format = SharedOptions.Format();
        var command = new Command("verify", "Looks whether what should be live serves all of the traffic, by the checks that a run ends with. Changes nothing.") { preflight, format };
        options.AddTo(command, changes: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Request(parsed, options.Project(parsed));
            var verify = services.GetRequiredService<VerifyService>();
            return parsed.GetValue(preflight)
                ? Show(terminal, await verify.PreflightAsync(request, cancellationToken), parsed.GetValue(format) == "json")
                : Show(terminal, await verify.LookAsync(request, cancellationToken), parsed.GetValue(format) == "json");
        });
        return command;
    }

    private static int Show(Terminal terminal, IReadOnlyList<PreflightResult> results, bool json)
    {
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(results, JsonFormat.Indented));
        foreach (var result in results)
            PreflightText.Write(terminal, result);
        return results.Any(result => result.Status == PreflightStatus.Fail) ? ExitCodes.Failed : ExitCodes.Verified;
    }

    private static int Show(Terminal terminal, Evidence evidence, bool json)
    {
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(evidence, JsonFormat.Indented));
        EvidenceText.Write(terminal, evidence);
        return evidence.Verdict == Verdict.Verified ? ExitCodes.Verified : ExitCodes.NotVerified;
    }
}
