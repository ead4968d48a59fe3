using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Bundles;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Guards;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Cli.Input;

/// <summary>What the policy says of requirements or of a bundle.</summary>
/// <param name="File">The file that was reviewed.</param>
/// <param name="FailOn">Least severity that fails.</param>
/// <param name="Findings">Everything that was found and is not accepted.</param>
/// <param name="Stopping">How many of them are too grave.</param>
/// <param name="Changed">Files of a bundle that are not what its manifest or its requirements say.</param>
/// <param name="MonthlyUsd">US dollars per month of what is priced, in the environments that were reviewed.</param>
internal sealed record Review(
    string File, string FailOn, IReadOnlyList<PlacedFinding> Findings, int Stopping, IReadOnlyList<string> Changed, decimal MonthlyUsd)
{
    /// <summary>Whether nothing stands against it.</summary>
    public bool Passes => Stopping == 0 && Changed.Count == 0;

    /// <summary>Reviews.</summary>
    /// <param name="path">A requirements file, its folder, or a bundle.</param>
    /// <param name="environment">Only this one; null is all.</param>
    /// <param name="failOn">Gate; null is the requirements' own.</param>
    /// <param name="today">The day that suppressions are judged on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC1000 the requirements have problems, DC1902 no such environment, DC4043 not a bundle.</exception>
    public static async Task<Review> OpenAsync(string path, string? environment, string? failOn, DateOnly today, CancellationToken cancellationToken)
    {
        var isBundle = path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        var bundle = isBundle ? await BundleReading.OpenAsync(path, cancellationToken) : null;
        var project = isBundle ? null : Project.Open(path, null);
        var document = bundle?.Document ?? project!.Requirements.Document;
        var text = bundle?.RequirementsText ?? await System.IO.File.ReadAllTextAsync(project!.RequirementsFile, cancellationToken);
        var known = document.Environments.Keys.Order(StringComparer.Ordinal).ToArray();
        if (environment is not null && !known.Contains(environment))
            throw InputErrors.UnknownEnvironment(environment, known);
        var model = StackBlueprint.Create(document);
        var findings = known.Where(name => environment is null || name == environment)
            .SelectMany(name => PolicyGate.Findings(document, model, StackBlueprint.Configuration(document, name), today))
            .Select(finding => new PlacedFinding(finding, RequirementsReader.Locate(text, RequirementsPart.Of(document, model, finding)))).ToArray();
        var gate = failOn ?? document.Policy.FailOn;
        return new(
            Path.GetFullPath(project?.RequirementsFile ?? path), gate, findings,
            PolicyGate.Stopping([.. findings.Select(found => found.Finding)], gate).Count, bundle?.Problems ?? [],
            known.Where(name => environment is null || name == environment).Sum(name => CostEstimate.Of(document, name).TotalUsd));
    }

    /// <summary>As SARIF: each finding at the part of the requirements that it comes from; a bundle's at the bundle.</summary>
    /// <param name="root">The repository's root, that paths are relative to.</param>
    public string ToSarif(string root)
    {
        var file = Path.GetRelativePath(root, File).Replace('\\', '/');
        var lines = Findings.ToDictionary(found => found.Finding, found => found.At.Line);
        return Sarif.Write([.. Findings.Select(found => found.Finding)], finding => (file, lines[finding]));
    }
}

/// <summary>A finding with the place in the requirements that it comes from.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="At">Line and column in the requirements.</param>
internal sealed record PlacedFinding(Finding Finding, SourcePosition At);
