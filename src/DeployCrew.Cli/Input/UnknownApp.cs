using DeployCrew.Agents.Models;
using DeployCrew.Core.Diffs;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Proposing;
using DeployCrew.Reading;

namespace DeployCrew.Cli.Input;

/// <summary>An app that no rule can build, taken in.</summary>
/// <param name="Sources">What was taken in.</param>
/// <param name="Folder">Its folder there.</param>
/// <param name="Asked">What the requirements say of it, or null.</param>
/// <param name="Unsure">Why rules cannot tell.</param>
internal sealed record UnknownApp(AppSources Sources, string Folder, ServiceRequirements? Asked, DeployError Unsure) : IDisposable
{
    private string File => Asked?.Build.Dockerfile ?? "Dockerfile";

    /// <summary>Takes an app in.</summary>
    /// <exception cref="DeployError">DC1xxx, DC31xx; DC1097: several services; DC2042: rules know it; DC2043: it has a Dockerfile; DC32xx: what its files say cannot be read.</exception>
    public static async Task<UnknownApp> OpenAsync(string path, string? service, bool force, CancellationToken cancellationToken)
    {
        var sources = await AppSources.OpenAsync(path, service, cancellationToken);
        try
        {
            if (sources.Services.Count > 1)
                throw InputErrors.ServiceNotNamed([.. sources.Services.Select(one => one.Name!)], "Dockerfile");
            var (_, folder, asked) = sources.Services[0];
            var app = new UnknownApp(sources, folder, asked, SourceErrors.UnknownApp(folder, []));
            if (!force && System.IO.File.Exists(Path.Combine(folder, app.File)))
                throw ProposalErrors.DockerfileExists(app.File);
            return app with { Unsure = app.WhyUnsure() };
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    public void Dispose() => Sources.Dispose();

    /// <summary>Where the Dockerfile would lie.</summary>
    /// <exception cref="DeployError">DC2044: the app is no folder.</exception>
    public string Target() => Sources.Origin is { } origin && Directory.Exists(origin)
        ? Path.Combine(origin, Asked?.Source ?? "", File) : throw ProposalErrors.NotAFolder(Sources.Origin ?? Sources.RequirementsFile ?? Folder);

    /// <summary>Port, health path and command: the requirements' where there are any, else what the user says, else what a model reads.</summary>
    public async Task<ServiceRequirements> ServiceAsync(ModelHost models, int? port, string? healthPath, CancellationToken cancellationToken)
    {
        if (Asked is not null)
            return Asked;
        var reading = port is null || healthPath is null ? await ReadingService.ReadAsync(models, Folder, null, Unsure, cancellationToken) : null;
        var service = new ServiceRequirements();
        return service with
        {
            Port = port ?? reading?.Port?.Value ?? service.Port,
            Health = service.Health with { Path = healthPath ?? reading?.HealthPath?.Value ?? service.Health.Path },
        };
    }

    /// <summary>What taking a proposal would change, relative to the app's folder.</summary>
    public string Diff(DockerfileProposal proposal) =>
        UnifiedDiff.Write(File, Before(File), proposal.Dockerfile) + (proposal.DockerIgnore is { } ignore ? UnifiedDiff.Write(".dockerignore", Before(".dockerignore"), ignore) : "");

    /// <summary>Writes a proposal; returns the files.</summary>
    /// <exception cref="DeployError">DC2047: there is one meanwhile; DC1904: it cannot be written.</exception>
    public static IReadOnlyList<string> Write(string target, DockerfileProposal proposal, bool force)
    {
        if (!force && System.IO.File.Exists(target))
            throw ProposalErrors.FileAppeared(target);
        TextFile.Write(target, proposal.Dockerfile);
        var ignore = Path.Combine(Path.GetDirectoryName(target)!, ".dockerignore");
        if (proposal.DockerIgnore is null || System.IO.File.Exists(ignore))
            return [target];
        TextFile.Write(ignore, proposal.DockerIgnore);
        return [target, ignore];
    }

    private string? Before(string file) => Path.Combine(Folder, file) is var place && System.IO.File.Exists(place) ? System.IO.File.ReadAllText(place) : null;

    private DeployError WhyUnsure()
    {
        try
        {
            var app = AppDetector.Detect(Folder, Asked is null ? null : Asked with { Build = Asked.Build with { Dockerfile = null } });
            if (app.Kind == AppKind.Dockerfile)
                app = app.WithoutDockerfile;
            return app is null ? Unsure : throw ProposalErrors.AppIsKnown(app.Summary);
        }
        catch (DeployError unsure) when (ReadingService.CanAnswer(unsure))
        {
            return unsure;
        }
    }
}
