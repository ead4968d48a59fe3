using System.CommandLine;
using DeployCrew.Building;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.SupplyChain;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew sbom</c>.</summary>
internal static class SbomCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var what = new Argument<string>("what")
        {
            Description = "an app (folder or zip) or a requirements file or its folder; or an image: the folder of an OCI layout, or registry/repository@sha256:…",
            DefaultValueFactory = _ => ".",
        };
        var service = new Option<string?>("--service") { Description = "the service of the requirements" };
        var image = new Option<bool>("--image") { Description = "of the app's image, which is built unless it is there; otherwise of its lock files, offline" };
        var command = new Command("sbom", "Prints the bill of materials of an app or of an image, as CycloneDX.") { what, service, image };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var bill = await OfAsync(services.GetRequiredService<BillService>(), parsed.GetValue(what)!, parsed.GetValue(service), parsed.GetValue(image), new ProgressLines(terminal), cancellationToken);
            terminal.Out.Write(CycloneDx.Write(bill));
            foreach (var unread in bill.Unread)
                terminal.People.MarkupLineInterpolated($"[yellow]not in the bill of materials:[/] {unread}");
            return 0;
        });
        return command;
    }

    // As docker tells a registry from a folder: by a dot or a port in front of the first slash.
    private static bool IsImageName(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && text[0] != '.' && text.AsSpan(0, slash).ContainsAny('.', ':');

    private static async Task<SoftwareBill> OfAsync(
        BillService bills, string what, string? service, bool ofImage, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(what, "oci-layout")) || (!Path.Exists(what) && IsImageName(what)))
            return await bills.OfImageAsync(what, cancellationToken);
        using var sources = await AppSources.OpenAsync(what, service, cancellationToken);
        if (sources.Services is not [var (name, folder, asked)])
            throw InputErrors.ServiceNotNamed([.. sources.Services.Select(one => one.Name!)], "bill of materials");
        return ofImage
            ? await bills.OfBuiltAsync(name ?? "app", asked ?? new ServiceRequirements(), folder, progress, cancellationToken)
            : await BillService.OfSourceAsync(name ?? "app", folder, cancellationToken);
    }
}
