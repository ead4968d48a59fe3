using System.CommandLine;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew init</c>.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("folder") { Description = "the app's folder", DefaultValueFactory = _ => "." };
        var from = new Option<string?>("--from") { Description = "an older tool's flat requirements file to take over" };
        var force = new Option<bool>("--force") { Description = "replace a requirements.json that is there" };
        var command = new Command("init", "Writes a requirements.json for the app in this folder, and its schema for your editor.") { folder, from, force };
        command.SetAction(parsed =>
        {
            var target = Path.GetFullPath(parsed.GetValue(folder)!);
            var file = Path.Combine(target, "requirements.json");
            if (File.Exists(file) && !parsed.GetValue(force))
                throw InputErrors.FileExists(file);
            var text = parsed.GetValue(from) is { } older ? Converted(terminal, older) : Detected(terminal, target);
            TextFile.Write(Path.Combine(target, RequirementsSchema.FileName), RequirementsSchema.Text);
            TextFile.Write(file, text);
            terminal.People.MarkupLineInterpolated($"[green]wrote[/] {file}");
            terminal.People.MarkupLineInterpolated($"[grey]next: set the domain, then 'deploycrew plan {parsed.GetValue(folder)!}' and 'deploycrew run {parsed.GetValue(folder)!}'[/]");
        });
        return command;
    }

    private static string Converted(Terminal terminal, string older)
    {
        var result = RequirementsReader.Load(older);
        DiagnosticsText.Write(terminal, older, result.Warnings);
        return RequirementsWriter.Write(result.Document);
    }

    private static string Detected(Terminal terminal, string folder)
    {
        var project = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        // An 'app' folder beside the requirements is the app, unless the folder itself is one: FastAPI, Next.js and Rails have an 'app' in theirs.
        var beside = Path.Combine(folder, "app");
        var hasOwn = Directory.Exists(beside) && !IsApp(folder);
        try
        {
            var app = AppDetector.Detect(hasOwn ? beside : folder);
            terminal.People.MarkupLineInterpolated($"{app.Summary}");
            foreach (var evidence in app.Evidence)
                terminal.People.MarkupLineInterpolated($"  [grey]{evidence.ToString()}[/]");
            return RequirementsTemplate.For(project, app.Port?.Value, app.HealthPath?.Value, app: hasOwn ? "app" : null);
        }
        catch (DeployError error) when (error.Code is "DC3201" or "DC3101" or "DC3121")
        {
            terminal.People.MarkupLineInterpolated($"[yellow]{error.Message}[/] [grey]{error.Remedy}[/]");
            return RequirementsTemplate.For(project, app: hasOwn ? "app" : null);
        }
    }

    private static bool IsApp(string folder)
    {
        try
        {
            AppDetector.Detect(folder);
            return true;
        }
        catch (DeployError error)
        {
            return error.Code is not ("DC3201" or "DC3121");
        }
    }
}
