using System.CommandLine;
using DeployCrew.Cli.Input;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Diagrams;
using DeployCrew.Plans;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew diagram</c>.</summary>
internal static class DiagramCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = SharedOptions.Path();
        var environment = SharedOptions.Environment();
        var output = new Option<string?>("--output", "-o") { Description = "the file to write; default: standard output" };
        var format = new Option<string>("--format") { Description = "svg: a picture; mermaid: text that GitHub and GitLab draw", DefaultValueFactory = _ => "svg" };
        format.AcceptOnlyFromAmong("svg", "mermaid");
        var command = new Command("diagram", "Draws an environment's architecture: network, zones, services, data, and who talks to whom.") { path, environment, output, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = Project.Open(parsed.GetValue(path)!, null);
            var document = project.Requirements.Document;
            var (model, configuration) = (StackBlueprint.Create(document), StackBlueprint.Configuration(document, project.EnvironmentOf(parsed.GetValue(environment))));
            var diagram = parsed.GetValue(format) == "mermaid" ? MermaidDiagram.Write(model, configuration) : SvgDiagram.Write(model, configuration);
            if (parsed.GetValue(output) is { } file)
                await WriteAsync(Path.GetFullPath(file), diagram, cancellationToken);
            else
                await terminal.Out.WriteAsync(diagram);
            return 0;
        });
        return command;
    }

    private static async Task WriteAsync(string file, string diagram, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(file, diagram, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.CannotWrite(file, error);
        }
    }
}
