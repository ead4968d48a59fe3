using System.CommandLine;
using System.Text.Json;
using DeployCrew.Building;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew build</c>.</summary>
internal static class BuildCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "an app (folder or zip), or a requirements file or its folder: then every service of it", DefaultValueFactory = _ => "." };
        var service = new Option<string?>("--service") { Description = "the one service of the requirements that is built" };
        var push = new Option<string?>("--push") { Description = "registry/repository[:tag] to push to; of several services, each to a repository of its name below it" };
        var output = new Option<string?>("--output") { Description = "folder for the OCI image layout; of several services, each in a folder of its name" };
        var platform = new Option<string[]>("--platform") { Description = "linux/amd64 or linux/arm64; both make an index. Default: build.platforms, else linux/amd64" };
        platform.AcceptOnlyFromAmong("linux/amd64", "linux/arm64");
        var builder = new Option<string?>("--builder") { Description = "who builds, instead of build.builder" };
        builder.AcceptOnlyFromAmong("auto", "docker", "in-process");
        var baseImage = new Option<string?>("--base-image") { Description = "image to stand on, instead of build.baseImage" };
        var format = SharedOptions.Format();
        var command = new Command("build", "Builds the image of an app, and pushes it where you say. Unchanged layers are neither made nor sent again.")
        {
            path, service, push, output, platform, builder, baseImage, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var sources = await AppSources.OpenAsync(parsed.GetValue(path)!, parsed.GetValue(service), cancellationToken);
            var images = new List<BuiltService>();
            foreach (var (name, folder, asked) in sources.Services)
            {
                var requirements = asked ?? Detected(folder, parsed.GetValue(baseImage), parsed.GetValue(builder));
                requirements = requirements with
                {
                    Build = requirements.Build with
                    {
                        Builder = parsed.GetValue(builder) ?? requirements.Build.Builder,
                        BaseImage = parsed.GetValue(baseImage) ?? requirements.Build.BaseImage,
                    },
                };
                images.Add(await BuildAsync(
                    services.GetRequiredService<BuildService>(), name, requirements, folder, parsed.GetValue(platform) ?? [],
                    Below(parsed.GetValue(push), name, sources), Below(parsed.GetValue(output), name, sources), new ProgressLines(terminal), cancellationToken));
            }

            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { images }, JsonFormat.Indented));
            else
                Write(terminal, images);
            return 0;
        });
        return command;
    }

    // Without requirements, the app's own port and health path count.
    private static ServiceRequirements Detected(string folder, string? baseImage, string? builder)
    {
        var service = new ServiceRequirements { Build = new BuildRequirements { BaseImage = baseImage, Builder = builder ?? "auto" } };
        var app = AppDetector.Detect(folder, service);
        return service with { Port = app.Port?.Value ?? service.Port, Health = service.Health with { Path = app.HealthPath?.Value ?? service.Health.Path } };
    }

    private static async Task<BuiltService> BuildAsync(
        BuildService builds, string? name, ServiceRequirements requirements, string folder, IReadOnlyList<string> platforms, string? push, string? output,
        IProgress<string> progress, CancellationToken cancellationToken)
    {
        var image = await builds.BuildAsync(name ?? "app", requirements, folder, folder + ".image", platforms, progress, cancellationToken);
        if (output is not null)
            await image.CopyAsync(output, cancellationToken);
        var pushed = push is null ? null : await builds.PushAsync(image, push, progress, cancellationToken);
        return new BuiltService(
            name, image.Digest, image.Bytes, image.Builder, image.Reason, image.FromCache, image.Notes, output is null ? null : Path.GetFullPath(output),
            pushed?.Reference, pushed?.BytesPushed);
    }

    private static string? Below(string? place, string? name, AppSources sources)
    {
        if (place is null || sources.Services.Count == 1)
            return place;
        var tag = place.LastIndexOf(':') is var colon && colon > place.LastIndexOf('/') ? place[colon..] : "";
        return $"{place[..^tag.Length].TrimEnd('/')}/{name}{tag}";
    }

    private static void Write(Terminal terminal, IEnumerable<BuiltService> images)
    {
        foreach (var image in images)
        {
            terminal.People.MarkupLineInterpolated($"[green]✓[/] {(image.Name is null ? "" : image.Name + ": ")}{(image.Unchanged ? "unchanged" : "built")} by {image.Builder}, {image.Bytes / 1024} KiB [grey]({image.Reason})[/]");
            foreach (var note in image.Notes)
                terminal.People.MarkupLineInterpolated($"  [yellow]{note}[/]");
            if (image.PushedBytes is { } bytes)
                terminal.People.MarkupLineInterpolated($"  pushed {bytes} bytes");
            terminal.Out.WriteLine(image.Reference ?? image.Digest);
        }
    }

    /// <summary>What was built, for programs.</summary>
    /// <param name="Name">Of the service; null without requirements.</param>
    /// <param name="Digest">Of the image.</param>
    /// <param name="Bytes">Compressed.</param>
    /// <param name="Builder">Who built it.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Unchanged">Whether it was there already.</param>
    /// <param name="Notes">What people should know about it.</param>
    /// <param name="Layout">Where its layout was written to, or null.</param>
    /// <param name="Reference"><c>registry/repository@sha256:…</c>, when it was pushed.</param>
    /// <param name="PushedBytes">Bytes that were sent, when it was pushed.</param>
    private sealed record BuiltService(
        string? Name, string Digest, long Bytes, string Builder, string Reason, bool Unchanged, IReadOnlyList<string> Notes, string? Layout, string? Reference, long? PushedBytes);
}
