using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Pipeline;

namespace DeployCrew.Plans;

/// <summary>A project as somebody names it, on the command line or elsewhere: its requirements, checked, and its app.</summary>
/// <param name="RequirementsFile">Full path.</param>
/// <param name="App">Full path of the app's folder or zip, or null.</param>
/// <param name="Requirements">The requirements, with warnings.</param>
public sealed record Project(string RequirementsFile, string? App, RequirementsResult Requirements)
{
    /// <summary>Reads a project.</summary>
    /// <param name="path">A requirements file, or the folder that holds requirements.json.</param>
    /// <param name="app"><c>--app</c>, or null.</param>
    /// <exception cref="DeployError">DC1xxx.</exception>
    public static Project Open(string path, string? app)
    {
        var file = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, "requirements.json") : path);
        var requirements = RequirementsReader.Load(file);
        return new Project(file, AppOf(file, app, requirements.Document), requirements);
    }

    /// <summary>The request for a run in an environment.</summary>
    /// <exception cref="DeployError">DC1xxx: there is no such environment.</exception>
    public RunRequest Request(string? environment, string target) =>
        new(RequirementsFile, App, Requirements.Document.Project, EnvironmentOf(environment), target);

    /// <summary>Takes the app in and composes the bundle.</summary>
    public Task<ProjectSource> TakeInAsync(BundleOptions? programs, CancellationToken cancellationToken) =>
        ProjectSource.OpenAsync(Requirements.Document, RequirementsFile, App, programs, cancellationToken);

    /// <summary>The environment that is named; else the only one; else dev.</summary>
    public string EnvironmentOf(string? named)
    {
        var all = Requirements.Document.Environments.Keys.Order(StringComparer.Ordinal).ToArray();
        if (named is null)
            return all is [var only] ? only : all.Contains("dev") ? "dev" : throw InputErrors.EnvironmentNotNamed(all);
        return all.Contains(named) ? named : throw InputErrors.UnknownEnvironment(named, all);
    }

    private static string? AppOf(string file, string? app, RequirementsDocument document)
    {
        if (app is not null)
            return Path.GetFullPath(app);
        var folder = Path.GetDirectoryName(file)!;
        if (document.App is not null)
            return Path.GetFullPath(Path.Combine(folder, document.App));
        foreach (var beside in new[] { Path.Combine(folder, "app"), Path.Combine(folder, "app.zip") })
        {
            if (Directory.Exists(beside) || File.Exists(beside))
                return beside;
        }

        return null;
    }
}
