using DeployCrew.Images.Sources;
using DeployCrew.Infra.Bundles;
using DeployCrew.Pipeline;

namespace DeployCrew.Cli.Input;

/// <summary>A project's bundle, composed in a temporary folder that goes with it.</summary>
internal sealed class ComposedBundle : IAsyncDisposable
{
    private readonly string folder;

    private ComposedBundle(string folder, Source source, Bundle bundle)
    {
        this.folder = folder;
        Source = source;
        Bundle = bundle;
    }

    public Source Source { get; }

    public Bundle Bundle { get; }

    public static async Task<ComposedBundle> OpenAsync(Project project, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("deploycrew-").FullName;
        try
        {
            var destination = Path.Combine(folder, "source");
            var document = project.Requirements.Document;
            var source = project.App is null
                ? await SourceIntake.GenerateNodeServiceAsync(destination, document.Project, cancellationToken)
                : await new SourceIntake().OpenAsync(project.App, destination, cancellationToken);
            var requirements = await File.ReadAllBytesAsync(project.RequirementsFile, cancellationToken);
            return new ComposedBundle(folder, source, BundleComposition.Compose(document, requirements, source));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
