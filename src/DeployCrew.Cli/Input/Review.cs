using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Bundles;
using DeployCrew.Infra.Guards;
using DeployCrew.Infra.Policy;
using DeployCrew.Infra.Review;
using DeployCrew.Plans;

namespace DeployCrew.Cli.Input;

/// <summary>What there is to say of requirements or of a bundle.</summary>
/// <param name="File">The file that was reviewed.</param>
/// <param name="Project">Name of the project.</param>
/// <param name="Region">AWS region.</param>
/// <param name="FailOn">Least severity that fails.</param>
/// <param name="Findings">Everything that the policy found and is not accepted.</param>
/// <param name="Stopping">How many of them are too grave.</param>
/// <param name="Problems">How a bundle is not what its manifest, its signature or its requirements say; the gravest first.</param>
/// <param name="Environments">What each environment that was reviewed comes to: by the requirements, without what was edited by hand.</param>
internal sealed record Review(
    string File, string Project, string Region, string FailOn, IReadOnlyList<PlacedFinding> Findings, int Stopping, IReadOnlyList<BundleProblem> Problems,
    IReadOnlyList<EnvironmentReview> Environments)
{
    private const int MostResults = 5_000;

    /// <summary>Who signed it; null for what is no bundle.</summary>
    public BundleSignature? Signature { get; init; }

    /// <summary>What its manifest says made it.</summary>
    public BundleGenerator? Generator { get; init; }

    /// <summary>US dollars per month of what is priced, in the environments that were reviewed.</summary>
    public decimal MonthlyUsd => Environments.Sum(environment => environment.Cost.TotalUsd);

    /// <summary>Whether nothing stands against it.</summary>
    public bool Passes => Stopping == 0 && Gravest == BundleWeight.Note;

    /// <summary>What the problems come to.</summary>
    public BundleWeight Gravest => Problems.Select(problem => problem.Weight).DefaultIfEmpty().Max();

    /// <summary>Reviews.</summary>
    /// <param name="path">A requirements file, its folder, or a bundle.</param>
    /// <param name="environment">Only this one; null is all.</param>
    /// <param name="failOn">Gate; null is the requirements' own.</param>
    /// <param name="trust">Whose signature counts.</param>
    /// <param name="today">The day that suppressions are judged on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC1000 the requirements have problems, DC1902 no such environment, DC4043 not a bundle, DC4046 nothing of
    /// it can be looked at.</exception>
    public static async Task<Review> OpenAsync(
        string path, string? environment, string? failOn, BundleTrust trust, DateOnly today, CancellationToken cancellationToken)
    {
        var isBundle = path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        var bundle = isBundle ? await BundleReading.OpenAsync(path, trust, cancellationToken) : null;
        var project = isBundle ? null : Plans.Project.Open(path, null);
        var document = bundle?.Document ?? project!.Requirements.Document;
        var text = bundle?.RequirementsText ?? await System.IO.File.ReadAllTextAsync(project!.RequirementsFile, cancellationToken);
        var known = document.Environments.Keys.Order(StringComparer.Ordinal).ToArray();
        if (environment is not null && !known.Contains(environment))
            throw InputErrors.UnknownEnvironment(environment, known);
        var chosen = known.Where(name => environment is null || name == environment).ToArray();
        var model = StackBlueprint.Create(document);
        var findings = chosen.SelectMany(name => PolicyGate.Findings(document, model, StackBlueprint.Configuration(document, name), today))
            .Select(finding => new PlacedFinding(finding, RequirementsReader.Locate(text, RequirementsPart.Of(document, model, finding)))).ToArray();
        var gate = failOn ?? document.Policy.FailOn;
        return new(
            Path.GetFullPath(project?.RequirementsFile ?? path), document.Project, document.Region, gate, findings,
            PolicyGate.Stopping([.. findings.Select(found => found.Finding)], gate).Count, bundle?.Problems ?? [],
            [.. chosen.Select(name => EnvironmentReview.Of(document, model, name))])
        {
            Signature = bundle?.Signature,
            Generator = bundle?.Manifest.Generator is { } maker ? new(VisibleText.Of(maker.Name), VisibleText.Of(maker.Version)) : null,
        };
    }

    /// <summary>As SARIF: each finding at the part of the requirements that it comes from; a bundle's, and its problems, at the bundle.</summary>
    /// <param name="root">The repository's root, that paths are relative to.</param>
    public string ToSarif(string root)
    {
        // GitHub shows 5,000 results of a run, and refuses a file of more than 25,000 (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files).
        var shown = Findings.OrderByDescending(found => found.Finding.Severity).Take(MostResults).ToList();
        var file = Path.GetRelativePath(root, File).Replace('\\', '/');
        var lines = shown.ToDictionary(found => found.Finding, found => found.At.Line);
        return Sarif.Write([.. shown.Select(found => found.Finding)], finding => (file, lines[finding]), [.. Problems.Select(problem => BundleSarif.Result(problem, file))]);
    }
}

/// <summary>A finding with the place in the requirements that it comes from.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="At">Line and column in the requirements.</param>
internal sealed record PlacedFinding(Finding Finding, SourcePosition At);
