using System.CommandLine;
using DeployCrew.Mcp;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew mcp</c>.</summary>
internal static class McpCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var allow = new Option<string[]>("--allow")
        {
            HelpName = "tools",
            Description = $"tools that change something and are to be offered, with commas between them: {string.Join(", ", McpOptions.Switched)}; default: none",
            DefaultValueFactory = _ => [],
        };
        allow.CompletionSources.Add([.. McpOptions.Switched]);
        var root = new Option<string?>("--root") { Description = "folder that requirements and apps have to lie in; default: the current one" };
        var command = new Command("mcp", "Serves other people's agents by the Model Context Protocol, on standard input and output: they plan, explain, estimate and diagnose; they deploy only where that is switched on.") { allow, root };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = McpOptions.Of(parsed.GetValue(root), parsed.GetValue(allow) ?? []);
            terminal.People.MarkupLineInterpolated($"MCP on standard input and output, for files in [bold]{options.Root}[/] [grey]{(options.Allowed.Count == 0 ? "nothing can be changed" : "switched on: " + string.Join(", ", options.Allowed.Order()))}; it ends with its input[/]");
            await McpHost.RunAsync(options, services, terminal.Error, cancellationToken);
            return 0;
        });
        return command;
    }
}
