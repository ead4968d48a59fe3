using DeployCrew.Cli.Input;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Plans;

namespace DeployCrew.Cli.GitHub;

/// <summary>The project of a job: its requirements, with the strategy that the inputs ask for.</summary>
/// <param name="Project">What plans and runs are made from.</param>
/// <param name="File">The requirements file in the checkout.</param>
internal sealed record JobProject(Project Project, string File)
{
    /// <summary>Opens it.</summary>
    /// <exception cref="DeployError">DC1000 the requirements have problems, DC8013.</exception>
    public static JobProject Open(JobInputs inputs, JobFiles files)
    {
        var project = Project.Open(inputs.Requirements, inputs.App);
        var file = project.RequirementsFile;
        if (inputs.Strategy is not { } strategy || project.Requirements.Document.Deploy.Strategy == strategy)
            return new(project, file);
        if (project.Requirements.IsFlat)
            throw GitHubErrors.StrategyOfFlat(Path.GetFileName(file));
        // A file of the job's own: the checkout stays as it is. The app is named as it was, which was relative to the file.
        var replaced = files.In("requirements.json");
        TextFile.Write(replaced, RequirementsText.WithStrategy(System.IO.File.ReadAllText(file), strategy));
        return new(Project.Open(replaced, project.App), file);
    }

    /// <summary>Writes the bundle, and names it in the outputs.</summary>
    /// <returns>Its hash.</returns>
    /// <exception cref="DeployError">DC31xx: the app cannot be taken in; DC3140: secrets would go into an image.</exception>
    public async Task<string> WriteBundleAsync(JobFiles files, CancellationToken cancellationToken)
    {
        await using var source = await Project.TakeInAsync(null, cancellationToken);
        await BundleZip.WriteAsync(source.Bundle, files.In("bundle.zip"), cancellationToken);
        files.Output("bundle", files.In("bundle.zip"));
        return source.Bundle.Hash;
    }

    /// <summary>The document.</summary>
    public RequirementsDocument Document => Project.Requirements.Document;
}
