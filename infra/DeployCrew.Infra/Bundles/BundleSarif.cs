using System.Security.Cryptography;
using System.Text;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Bundles;

/// <summary>Problems of bundles as results of SARIF.</summary>
public static class BundleSarif
{
    /// <summary>A problem as a result: <c>bundle/handEdited</c> at the bundle, with the path inside it as logical location.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="bundle">The bundle's file, relative to the repository's root, with slashes.</param>
    public static SarifResult Result(BundleProblem problem, string bundle)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var kind = $"{problem.Kind}";
        return new(
            $"bundle/{char.ToLowerInvariant(kind[0])}{kind[1..]}", Title(problem.Kind),
            problem.Weight switch { BundleWeight.Hostile => PolicySeverity.Critical, BundleWeight.Changed => PolicySeverity.High, _ => PolicySeverity.Info },
            problem.Diff is { } diff ? $"{problem}\n{diff}" : $"{problem}", bundle, problem.Path,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{problem.Kind}/{problem.Path}"))));
    }

    /// <summary>What a kind of problem is, in a few words.</summary>
    public static string Title(BundleProblemKind kind) => kind switch
    {
        BundleProblemKind.Missing => "missing file",
        BundleProblemKind.Unlisted => "file that is not in the manifest",
        BundleProblemKind.HashDiffers => "changed since the manifest was written",
        BundleProblemKind.HandEdited => "edited by hand",
        BundleProblemKind.NotGenerated => "added by hand",
        BundleProblemKind.UnsafePath => "unsafe path",
        BundleProblemKind.NotAFile => "link or device",
        BundleProblemKind.Duplicate => "path that is there twice",
        BundleProblemKind.TooLarge => "zip bomb",
        BundleProblemKind.OtherVersion => "made by another version",
        BundleProblemKind.NotSigned => "not signed",
        BundleProblemKind.UnknownKey => "signed by an unknown key",
        _ => "forged signature",
    };
}
