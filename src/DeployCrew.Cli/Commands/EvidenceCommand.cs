using System.CommandLine;
using System.Text;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Signing;
using DeployCrew.Runs;
using DeployCrew.Verification;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew evidence</c>.</summary>
internal static class EvidenceCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var of = new Argument<string?>("of") { Description = "a run, or an evidence.dsse.json that somebody sent; default: the newest run", Arity = ArgumentArity.ZeroOrOne };
        var key = new Option<string?>("--key") { Description = "public key (PEM) of who is trusted; default: this machine's own" };
        var format = SharedOptions.Format();
        var command = new Command("evidence", "Checks the signature of a run's evidence, and shows what it says. The exit code is that of its verdict.") { of, key, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = File.Exists(parsed.GetValue(of)) ? parsed.GetValue(of)! : services.GetRequiredService<RunStore>().Find(parsed.GetValue(of)).SignedEvidenceFile;
            if (!File.Exists(file))
                throw VerifyErrors.NoEvidence(file);
            var trusted = parsed.GetValue(key) is { } given ? TrustedKey.Read(given) : Own(services.GetRequiredService<Home>());
            var payload = Envelope.Read(file, await File.ReadAllBytesAsync(file, cancellationToken)).Open(file, trusted);
            if (parsed.GetValue(format) == "json")
                await terminal.Out.WriteLineAsync(Encoding.UTF8.GetString(payload));
            return Show(terminal, JsonSerializer.Deserialize<Evidence>(payload, JsonFormat.Compact)!);
        });
        return command;
    }

    private static string Own(Home home)
    {
        using var key = SigningKey.LoadOrCreate(home.SigningKey);
        return key.PublicPem;
    }

    private static int Show(Terminal terminal, Evidence evidence)
    {
        terminal.People.MarkupLineInterpolated($"[green]The signature holds.[/] [grey]run {evidence.RunId}, account {evidence.Account}, {evidence.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC[/]");
        EvidenceText.Write(terminal, evidence);
        return ExitCodes.Of(evidence.Verdict);
    }
}
