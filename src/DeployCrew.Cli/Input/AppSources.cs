using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Sources;
using DeployCrew.Plans;

namespace DeployCrew.Cli.Input;

/// <summary>The services of a project, or the one app of a folder or zip without requirements, taken in as a run would: what it leaves out decides nothing here either.</summary>
/// <param name="Services">By name; the name of an app without requirements is null, and so is what is asked for it.</param>
internal sealed record AppSources(IReadOnlyList<(string? Name, string Folder, ServiceRequirements? Asked)> Services, string Folder) : IDisposable
{
    /// <summary>The requirements file; null for an app without one.</summary>
    public string? RequirementsFile { get; init; }

    /// <summary>Where the app itself is, a folder or a zip; null where there is none of its own.</summary>
    public string? Origin { get; init; }

    /// <summary>Takes a source in.</summary>
    /// <param name="path">A folder or zip with an app, a requirements file, or the folder of one.</param>
    /// <param name="service">The one service that is asked for; null is all.</param>
    /// <param name="cancellationToken">Ends it; nothing is left.</param>
    /// <exception cref="DeployError">DC1xxx, DC31xx.</exception>
    public static async Task<AppSources> OpenAsync(string path, string? service, CancellationToken cancellationToken)
    {
        var project = IsProject(path) ? Project.Open(path, null) : null;
        var services = project?.Requirements.Document.Services.OrderBy(one => one.Key, StringComparer.Ordinal).ToList();
        if (service is not null && services?.Any(one => one.Key == service) != true)
            throw InputErrors.UnknownService(service, [.. services?.Select(one => one.Key) ?? []]);

        var sources = new AppSources([], Directory.CreateTempSubdirectory("deploycrew-").FullName);
        try
        {
            var source = Path.Combine(sources.Folder, "source");
            if (project is { App: null })
                await SourceIntake.GenerateNodeServiceAsync(source, project.Requirements.Document.Project, cancellationToken);
            else
                await new SourceIntake().OpenAsync(project?.App ?? path, source, cancellationToken);
            return sources with
            {
                RequirementsFile = project?.RequirementsFile,
                Origin = project is null ? Path.GetFullPath(path) : project.App,
                Services = services is null ? [(null, source, null)]
                    : [.. services.Where(one => service is null || one.Key == service).Select(one => ((string?)one.Key, Path.Combine(source, one.Value.Source), (ServiceRequirements?)one.Value))],
            };
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static bool IsProject(string path) => Directory.Exists(path)
        ? File.Exists(Path.Combine(path, "requirements.json"))
        : Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
}
