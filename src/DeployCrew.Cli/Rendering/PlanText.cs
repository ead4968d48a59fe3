using DeployCrew.Cli.Input;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>A plan for people.</summary>
internal static class PlanText
{
    public static void Write(Terminal terminal, Plan plan)
    {
        var people = terminal.People;
        people.MarkupLineInterpolated($"[bold]{plan.Project}[/] [grey]{plan.Region}[/]");
        foreach (var warning in plan.Warnings)
            people.MarkupLineInterpolated($"[yellow]{warning.ToString()}[/]");
        people.WriteLine();
        people.MarkupLine("[bold]services[/]");
        foreach (var service in plan.Services)
        {
            people.MarkupLineInterpolated($"  {service.Name}  {service.App}");
            foreach (var evidence in service.Evidence)
                people.MarkupLineInterpolated($"      [grey]{evidence}[/]");
        }

        people.WriteLine();
        people.MarkupLine("[bold]stages[/]");
        foreach (var agent in plan.Agents)
            people.MarkupLineInterpolated($"  {agent.Name,-16}[grey]{string.Join(" → ", agent.Tools)}[/]");
        foreach (var environment in plan.Environments)
            Write(people, environment);
        people.WriteLine();
        people.MarkupLineInterpolated($"[bold]bundle[/] [grey]{plan.Bundle.Files.Count} files, {plan.Bundle.Hash[..12]}[/]");
        foreach (var file in plan.Bundle.Files)
            people.MarkupLineInterpolated($"  [grey]{file}[/]");
    }

    private static void Write(IAnsiConsole people, PlanEnvironment environment)
    {
        people.WriteLine();
        people.MarkupLineInterpolated($"[bold]{environment.Name}[/] [grey]https://{environment.Domain}, {environment.Resources} resources[/]");
        foreach (var concept in environment.Concepts)
        {
            var types = concept.Resources.GroupBy(resource => resource.Type[(resource.Type.LastIndexOf(':') + 1)..])
                .Select(type => type.Count() == 1 ? type.Key : $"{type.Count()} {type.Key}");
            people.MarkupLineInterpolated($"  {concept.Name,-18}[grey]{string.Join(", ", types)}[/]");
        }
    }
}
