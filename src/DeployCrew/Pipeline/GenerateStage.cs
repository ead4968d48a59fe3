using DeployCrew.Core.Stages;
using DeployCrew.Images.Sources;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Bundles;
using DeployCrew.Infra.Model;

namespace DeployCrew.Pipeline;

/// <summary>Writes the bundle: the infrastructure as a project, the app, and what a reviewer asks for.</summary>
internal sealed class GenerateStage : IStage
{
    public string Name => StageNames.Generate;

    public IReadOnlyList<string> DependsOn => [StageNames.Plan];

    public TimeSpan Timeout => TimeSpan.FromMinutes(2);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var document = context.Requirements();
        var source = await SourceIntake.ReadAsync(context.Folder.Source, cancellationToken);
        var requirements = await File.ReadAllBytesAsync(context.Folder.RequirementsFile, cancellationToken);
        var bundle = BundleComposition.Compose(document, requirements, source);
        await BundleWriter.WriteFolderAsync(bundle, context.Folder.Bundle, cancellationToken);
        var resources = StackResolution.Active(
            StackBlueprint.Create(document), StackBlueprint.Configuration(document, context.Request.Environment)).Count();
        context.Set(Outputs.Bundle, new GeneratedBundle(bundle.Hash, bundle.Files.Count, resources));
        context.Summary = $"{resources} resources in {context.Request.Environment}; bundle of {bundle.Files.Count} files";
    }
}
