using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Environments;
using DeployCrew.Infra.Engines;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew bootstrap</c>.</summary>
internal static class BootstrapCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = SharedOptions.Path();
        var engine = SharedOptions.Engine();
        var format = SharedOptions.Format();
        var command = new Command("bootstrap", "Makes, once per AWS account, the bucket and key that stacks keep their state with, and the roles of pipelines. The local cloud needs none.")
        {
            path, engine, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var document = Project.Open(parsed.GetValue(path)!, null).Requirements.Document;
            var result = await services.GetRequiredService<BootstrapService>().ApplyAsync(document, parsed.GetValue(engine), new Done(terminal), cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(result, JsonFormat.Indented));
            foreach (var (name, value) in result.Outputs)
                terminal.People.MarkupLineInterpolated($"  {name,-18}[grey]{value}[/]");
            terminal.People.MarkupLineInterpolated(
                $"[green]Ready[/]: {result.Count(ChangeKind.Create)} created, {result.Count(ChangeKind.Update)} updated, {result.Count(ChangeKind.Same)} unchanged");
            return 0;
        });
        return command;
    }

    private sealed class Done(Terminal terminal) : IProgress<ResourceChange>
    {
        public void Report(ResourceChange value) => ChangesText.Write(terminal, [value]);
    }
}
