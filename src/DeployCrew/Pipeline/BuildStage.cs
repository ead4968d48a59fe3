using DeployCrew.Core.Errors;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Oci;

namespace DeployCrew.Pipeline;

/// <summary>Builds the image of each service, or finds it built already.</summary>
internal sealed class BuildStage(ServiceImages images, ImageDocuments documents, TimeProvider time) : IStage
{
    public string Name => StageNames.Build;

    public IReadOnlyList<string> DependsOn => [StageNames.Plan];

    public TimeSpan Timeout => TimeSpan.FromMinutes(30);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var built = new SortedDictionary<string, BuiltService>(StringComparer.Ordinal);
        foreach (var (name, service) in context.Services())
        {
            var started = time.GetUtcNow();
            var image = await images.BuildAsync(
                name, service, Path.Combine(context.Folder.Source, service.Source), context.Folder.Image(name), new StageLog(context), cancellationToken);
            foreach (var note in image.Notes)
                context.Progress($"{name}: {note}");
            built[name] = new BuiltService(LayoutOf(context, name, image), image.Digest, image.Bytes, image.Builder, image.Reason, image.Notes, image.FromCache)
            {
                RemoteRepository = image.RemoteRepository,
                Documents = await documents.WriteAsync(context, name, service, image, started, cancellationToken),
            };
        }

        CheckPlan(context, built);
        context.Set(Outputs.Images, built);
        context.Summary = string.Join("; ", built.Select(one =>
            $"{one.Key}: {one.Value.Digest[..19]}, {one.Value.Bytes / 1024} KiB, {(one.Value.FromCache ? "unchanged" : "built")} by {one.Value.Builder} ({one.Value.Reason})"));
    }

    // Another machine may push it: then the image goes with the run, not only into this machine's cache.
    private static string LayoutOf(StageContext context, string name, BuiltImage image)
    {
        if (!context.Request.HasInputs || image.RemoteRepository is not null)
            return image.LayoutFolder;
        if (image.LayoutFolder.StartsWith(context.Folder.Path, StringComparison.Ordinal))
            return Path.GetRelativePath(context.Folder.Path, image.LayoutFolder);
        var layout = Path.Combine(context.Folder.Image(name), "layout");
        foreach (var file in Directory.EnumerateFiles(image.LayoutFolder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(layout, Path.GetRelativePath(image.LayoutFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return Path.GetRelativePath(context.Folder.Path, layout);
    }

    // An approved plan names the images: what runs is what was approved.
    private static void CheckPlan(StageContext context, SortedDictionary<string, BuiltService> built)
    {
        if (context.Plan() is not { } plan)
            return;
        string[] differences = [.. built.Where(image => plan.Binding.Images.GetValueOrDefault(image.Key) != image.Value.Digest)
            .Select(image => $"image of {image.Key}: approved {plan.Binding.Images.GetValueOrDefault(image.Key) ?? "none"}, built {image.Value.Digest}")];
        if (differences.Length > 0)
            throw PlanErrors.Differs(plan.Hash, differences);
    }
}
