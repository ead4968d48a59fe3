using DeployCrew.Cli.Input;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>An overview for people.</summary>
internal static class OverviewText
{
    public static void Write(Terminal terminal, Overview overview)
    {
        var people = terminal.People;
        people.MarkupLineInterpolated($"[bold]{overview.Project}[/] [grey]{overview.Region}[/]");
        foreach (var warning in overview.Warnings)
            people.MarkupLineInterpolated($"[yellow]{warning.ToString()}[/]");
        people.WriteLine();
        people.MarkupLine("[bold]services[/]");
        foreach (var service in overview.Services)
        {
            people.MarkupLineInterpolated($"  {service.Name}  {service.App}");
            foreach (var evidence in service.Evidence)
                people.MarkupLineInterpolated($"      [grey]{evidence}[/]");
        }

        people.WriteLine();
        people.MarkupLine("[bold]stages[/]");
        foreach (var agent in overview.Agents)
            people.MarkupLineInterpolated($"  {agent.Name,-16}[grey]{string.Join(" → ", agent.Tools)}[/]");
        foreach (var environment in overview.Environments)
            Write(people, environment);
        people.WriteLine();
        people.MarkupLineInterpolated($"[bold]bundle[/] [grey]{overview.Bundle.Files.Count} files, {overview.Bundle.Hash[..12]}[/]");
        foreach (var file in overview.Bundle.Files)
            people.MarkupLineInterpolated($"  [grey]{file}[/]");
    }

    private static void Write(IAnsiConsole people, OverviewEnvironment environment)
    {
        people.WriteLine();
        people.MarkupLineInterpolated($"[bold]{environment.Name}[/] [grey]https://{environment.Domain}, {environment.Resources} resources[/]");
        foreach (var concept in environment.Concepts)
        {
            var types = concept.Resources.GroupBy(resource => resource.Type[(resource.Type.LastIndexOf(':') + 1)..])
                .Select(type => type.Count() == 1 ? type.Key : $"{type.Count()} {type.Key}");
            people.MarkupLineInterpolated($"  {concept.Name,-18}[grey]{string.Join(", ", types)}[/]");
        }

        people.MarkupLineInterpolated($"  {"cost",-18}{CostText.Summary(environment.Cost)}");
    }
}
