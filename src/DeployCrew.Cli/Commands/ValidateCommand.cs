using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew validate</c>.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = SharedOptions.Path();
        var format = SharedOptions.Format();
        var command = new Command("validate", "Checks a requirements file and shows every problem with its place.") { path, format };
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(path)!;
            var file = Directory.Exists(given) ? Path.Combine(given, "requirements.json") : given;
            var (code, problems) = Check(file);
            if (parsed.GetValue(format) == "json")
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(
                    new { file, valid = code == 0, problems }, JsonFormat.Indented));
            }
            else
            {
                DiagnosticsText.Write(terminal, file, problems);
            }

            return code;
        });
        return command;
    }

    private static (int Code, IReadOnlyList<Diagnostic> Problems) Check(string file)
    {
        try
        {
            return (0, RequirementsReader.Load(file).Warnings);
        }
        catch (InvalidInputError error)
        {
            return (ExitCodes.Input, error.Diagnostics);
        }
    }
}
