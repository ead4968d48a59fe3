using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Bundles;
using DeployCrew.Plans;

namespace DeployCrew.Cli.Input;

/// <summary>One of two things that are compared.</summary>
/// <param name="Name">As it was named on the command line.</param>
/// <param name="Document">Its requirements.</param>
/// <param name="Manifest">A bundle's manifest; null for requirements.</param>
/// <param name="Problems">What is wrong with the bundle, without notes.</param>
internal sealed record DiffSide(string Name, RequirementsDocument Document, BundleManifest? Manifest, IReadOnlyList<BundleProblem> Problems)
{
    /// <summary>Opens a bundle, a requirements file, or the folder that holds one.</summary>
    /// <exception cref="DeployError">DC1000 the requirements have problems, DC4043 not a bundle, DC4046 nothing of it can be looked at.</exception>
    public static async Task<DiffSide> OpenAsync(string path, BundleTrust trust, CancellationToken cancellationToken)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return new(path, Project.Open(path, null).Requirements.Document, null, []);
        var bundle = await BundleReading.OpenAsync(path, trust, cancellationToken);
        return new(path, bundle.Document, bundle.Manifest, [.. bundle.Problems.Where(problem => problem.Weight > BundleWeight.Note)]);
    }

    /// <summary>What has to be known of it; null when nothing does.</summary>
    public string? Warning => Problems.Count == 0 ? null
        : $"{Name} is not what its manifest, its signature or its requirements say ({Problems.Count} problems, the first: {Problems[0]}); see 'deploycrew review'. "
            + "What is compared are the requirements in it.";
}
