using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Signing;
using DeployCrew.Infra.Bundles;
using DeployCrew.Pipeline;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew bundle</c>.</summary>
internal static class BundleCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = SharedOptions.Path();
        var app = SharedOptions.App();
        var format = SharedOptions.Format();
        var output = new Option<string>("--output", "-o") { Description = "the zip to write", DefaultValueFactory = _ => "bundle.zip" };
        var terraform = new Option<bool>("--terraform") { Description = "the stack as a Terraform program too" };
        var typeScript = new Option<bool>("--typescript") { Description = "the stack as a Pulumi program in TypeScript too" };
        var sign = new Option<bool>("--sign") { Description = "sign the manifest with this machine's key; each signature is another one, all else stays the same bytes" };
        var command = new Command("bundle", "Writes the review bundle: infrastructure project, app, Dockerfiles, review. The same input gives the same bytes.") { path, app, output, terraform, typeScript, sign, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = Project.Open(parsed.GetValue(path)!, parsed.GetValue(app));
            await using var composed = await project.TakeInAsync(new BundleOptions(parsed.GetValue(terraform), parsed.GetValue(typeScript)), cancellationToken);
            var file = Path.GetFullPath(parsed.GetValue(output)!);
            var bundle = parsed.GetValue(sign) ? Signed(composed.Bundle, services.GetRequiredService<Home>()) : composed.Bundle;
            await BundleZip.WriteAsync(bundle, file, cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { file, hash = bundle.Hash, files = bundle.Files.Select(one => one.Path) }, JsonFormat.Indented));
            else
                terminal.People.MarkupLineInterpolated($"{file} [grey]{bundle.Files.Count} files, {bundle.Hash[..12]}[/]");
            return 0;
        });
        return command;
    }

    private static Bundle Signed(Bundle bundle, Home home)
    {
        using var key = SigningKey.LoadOrCreate(home.SigningKey);
        return BundleWriter.Sign(bundle, key);
    }
}
