using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Drafting;
using DeployCrew.Models;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew draft</c>.</summary>
internal static class DraftCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var sentence = new Argument<string>("sentence") { Description = "what is to be deployed, in your words" };
        var output = new Option<string>("--out") { Description = "the file to write", DefaultValueFactory = _ => "requirements.json" };
        var force = new Option<bool>("--force") { Description = "replace a file that is there" };
        var models = SharedOptions.Models();
        var format = SharedOptions.Format();
        var command = new Command("draft", "Writes a requirements.json from a sentence, with a reason for each choice and questions where it would be guessing.") { sentence, output, force, models, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = Path.GetFullPath(parsed.GetValue(output)!);
            if (File.Exists(file) && !parsed.GetValue(force))
                throw InputErrors.FileExists(file);
            using var host = ModelFile.Open(parsed.GetValue(models), "'deploycrew draft'", services.GetRequiredService<TimeProvider>());
            var draft = await DraftService.DraftAsync(host, parsed.GetValue(sentence)!, cancellationToken);
            TextFile.Write(Path.Combine(Path.GetDirectoryName(file)!, RequirementsSchema.FileName), RequirementsSchema.Text);
            TextFile.Write(file, draft.Requirements);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(draft, JsonFormat.Indented));
            else
                DraftText.Write(terminal, draft, file, host.Ledger);
            return ExitCodes.Verified;
        });
        return command;
    }
}
