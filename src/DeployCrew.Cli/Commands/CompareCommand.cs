using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Core.Json;
using DeployCrew.Environments;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var left = new Argument<string>("left") { Description = "an environment" };
        var right = new Argument<string>("right") { Description = "another one" };
        var path = SharedOptions.Path();
        var target = SharedOptions.Target();
        var engine = SharedOptions.Engine();
        var format = SharedOptions.Format();
        var command = new Command("compare", "Shows how two environments differ, and which differences nobody declared; exit code 4 when there are any.")
        {
            left, right, path, target, engine, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = Project.Open(parsed.GetValue(path)!, null);
            var request = project.Request(parsed.GetValue(left), parsed.GetValue(target)!) with { Engine = parsed.GetValue(engine) };
            var comparison = await services.GetRequiredService<CompareService>().CompareAsync(
                request, project.EnvironmentOf(parsed.GetValue(right)), cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(comparison, JsonFormat.Indented));
            else
                Write(terminal, comparison);
            return comparison.Undeclared.Count > 0 ? ExitCodes.Differs : 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, EnvironmentComparison comparison)
    {
        Write(terminal, "declared", "grey", comparison.Declared);
        Write(terminal, "not declared", "red", comparison.Undeclared);
        foreach (var reason in comparison.NotCompared)
            terminal.People.MarkupLineInterpolated($"[yellow]not compared:[/] {reason}");
        terminal.People.MarkupLineInterpolated(
            $"{comparison.Left} and {comparison.Right}: {comparison.Declared.Count} declared differences, {comparison.Undeclared.Count} that are not");
    }

    private static void Write(Terminal terminal, string title, string colour, IReadOnlyList<EnvironmentDifference> differences)
    {
        if (differences.Count == 0)
            return;
        terminal.People.MarkupLine($"[bold]{title}[/]");
        foreach (var difference in differences)
        {
            terminal.People.MarkupLine($"  [{colour}]{Markup.Escape(difference.What)}[/]  {Markup.Escape($"{difference.Left ?? "none"} | {difference.Right ?? "none"}")}");
            terminal.People.MarkupLineInterpolated($"      [grey]{difference.Why}[/]");
        }
    }
}
