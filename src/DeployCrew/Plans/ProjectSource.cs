using DeployCrew.Core.Requirements;
using DeployCrew.Images.Sources;
using DeployCrew.Infra.Bundles;
using DeployCrew.Pipeline;

namespace DeployCrew.Plans;

/// <summary>A project's app, taken in to a temporary folder that goes with it, and its bundle.</summary>
public sealed class ProjectSource : IAsyncDisposable
{
    private readonly string folder;

    private ProjectSource(string folder, Source source, Bundle bundle)
    {
        this.folder = folder;
        Source = source;
        Bundle = bundle;
    }

    /// <summary>The app.</summary>
    public Source Source { get; }

    /// <summary>The bundle.</summary>
    public Bundle Bundle { get; }

    /// <summary>Takes an app in.</summary>
    /// <param name="document">Valid requirements.</param>
    /// <param name="requirementsFile">Their file.</param>
    /// <param name="app">Folder or zip; null: a small service is generated.</param>
    /// <param name="programs">Programs for other tools that go into the bundle too.</param>
    /// <param name="cancellationToken">Ends it; nothing is left behind.</param>
    public static async Task<ProjectSource> OpenAsync(
        RequirementsDocument document, string requirementsFile, string? app, BundleOptions? programs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("deploycrew-").FullName;
        try
        {
            var destination = Path.Combine(folder, "source");
            var source = app is null
                ? await SourceIntake.GenerateNodeServiceAsync(destination, document.Project, cancellationToken)
                : await new SourceIntake().OpenAsync(app, destination, cancellationToken);
            var requirements = await File.ReadAllBytesAsync(requirementsFile, cancellationToken);
            return new ProjectSource(folder, source, BundleComposition.Compose(document, requirements, source, programs));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
