using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Images.Linting;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew lint</c>.</summary>
internal static class LintCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "a Dockerfile, an app's folder, or a requirements file for the apps of its services", DefaultValueFactory = _ => "." };
        var service = new Option<string?>("--service") { Description = "only this service of the requirements; default: all" };
        var fix = new Option<bool>("--fix") { Description = "write what can be put right into the files" };
        var diff = new Option<bool>("--diff") { Description = "show what --fix would change, as git apply takes it" };
        var failOn = new Option<string>("--fail-on") { Description = "least severity that fails", DefaultValueFactory = _ => "error" };
        failOn.AcceptOnlyFromAmong("error", "warning", "info", "none");
        var format = new Option<string>("--format") { Description = "text for people, json for programs, sarif for code scanning", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        var command = new Command("lint", "Judges Dockerfiles, and the files that go into the build, offline; exit code 2 when a finding is too grave.")
        {
            path, service, fix, diff, failOn, format,
        };
        command.SetAction(parsed =>
        {
            var targets = LintTarget.Open(parsed.GetValue(path)!, parsed.GetValue(service));
            var patch = parsed.GetValue(diff) ? string.Concat(targets.Select(target => target.Diff(Environment.CurrentDirectory))) : null;
            if (parsed.GetValue(fix))
                targets = [.. targets.Select(target => Fixed(terminal, target))];
            var reports = targets.Select(target => target.Lint()).ToList();
            var stopping = Enum.TryParse<LintSeverity>(parsed.GetValue(failOn), ignoreCase: true, out var least) ? reports.Sum(report => report.Count(least)) : 0;
            switch (parsed.GetValue(format))
            {
                case "json":
                    terminal.Out.WriteLine(JsonSerializer.Serialize(
                        new { passes = stopping == 0, failOn = parsed.GetValue(failOn), reports, diff = patch }, JsonFormat.Indented));
                    break;
                case "sarif":
                    terminal.Out.Write(LintSarif.Write([.. targets.Zip(reports, (target, report) => report with { File = target.RelativeTo(Environment.CurrentDirectory) })]));
                    break;
                default:
                    LintText.Write(terminal, reports, patch, stopping, parsed.GetValue(failOn)!);
                    break;
            }

            return stopping == 0 ? 0 : ExitCodes.Failed;
        });
        return command;
    }

    private static LintTarget Fixed(Terminal terminal, LintTarget target)
    {
        var (written, done) = target.Fix();
        foreach (var one in done)
            terminal.People.WriteLine($"{target.File}: {one}");
        return written;
    }
}
