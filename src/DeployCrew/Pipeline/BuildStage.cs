using DeployCrew.Core.Errors;
using DeployCrew.Core.Stages;

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
            built[name] = new BuiltService(image.LayoutFolder, image.Digest, image.Bytes, image.Builder, image.Reason, image.Notes, image.FromCache)
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
