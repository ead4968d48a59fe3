using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Cli.Rendering.Markdown;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Bundles;
using DeployCrew.Infra.Review.Changes;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew diff</c>.</summary>
internal static class DiffCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var old = new Argument<string>("old") { Description = "a bundle's zip, a requirements file, or the folder that holds requirements.json" };
        var now = new Argument<string>("new") { Description = "another one" };
        var exitCode = new Option<bool>("--exit-code") { Description = "exit code 4 when there is a difference" };
        var format = new Option<string>("--format") { Description = "text for people, json for programs, markdown for a pull request's comment", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "markdown");
        var command = new Command("diff", "Shows what changes from one bundle or requirements file to another, offline: resources, cost, who can reach what, permissions, files.")
        {
            old, now, exitCode, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var trust = TrustedKey.Of(services.GetRequiredService<Home>(), null, required: false);
            var before = await DiffSide.OpenAsync(parsed.GetValue(old)!, trust, cancellationToken);
            var after = await DiffSide.OpenAsync(parsed.GetValue(now)!, trust, cancellationToken);
            var diff = ReviewDiff.Of(before.Document, after.Document,
                before.Manifest is { } one && after.Manifest is { } other ? (one, other) : null);
            string[] warnings = [.. new[] { before.Warning, after.Warning }.OfType<string>()];
            Write(terminal, parsed.GetValue(format)!, diff, warnings);
            return before.Problems.Concat(after.Problems).Any(problem => problem.Weight == BundleWeight.Hostile) ? ExitCodes.NotTrusted
                : parsed.GetValue(exitCode) && !diff.IsEmpty ? ExitCodes.Differs : 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, string format, ReviewDiff diff, string[] warnings)
    {
        switch (format)
        {
            case "json":
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { differs = !diff.IsEmpty, warnings, diff.Environments, diff.Files }, JsonFormat.Indented));
                break;
            case "markdown":
                terminal.Out.Write(DiffMarkdown.Write(diff, warnings));
                break;
            default:
                foreach (var warning in warnings)
                    terminal.People.MarkupLineInterpolated($"[yellow]{warning}[/]");
                DiffText.Write(terminal.Out, diff);
                break;
        }
    }
}
