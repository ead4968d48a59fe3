using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
        return new(
            $"bundle/{JsonNamingPolicy.CamelCase.ConvertName($"{problem.Kind}")}", Title(problem.Kind), Why(problem.Kind), Remedy(problem.Kind),
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

    private static string Why(BundleProblemKind kind) => kind switch
    {
        BundleProblemKind.Missing or BundleProblemKind.Unlisted or BundleProblemKind.HashDiffers => "The bundle is not what its manifest says: it was changed, or damaged, after it was made.",
        BundleProblemKind.HandEdited or BundleProblemKind.NotGenerated => "The requirements generate something else: policy, cost and reach were judged without this edit.",
        BundleProblemKind.UnsafePath or BundleProblemKind.NotAFile or BundleProblemKind.Duplicate => "Who unpacks it may write where it should not, or get another file than the one that was looked at.",
        BundleProblemKind.TooLarge => "Who unpacks it may fill the disk.",
        BundleProblemKind.OtherVersion => "Another version may generate other programs: a difference need not be an edit, and an edit may hide behind it.",
        BundleProblemKind.NotSigned or BundleProblemKind.UnknownKey => "Nobody whose key is trusted answers for the bundle.",
        _ => "The manifest is not what the key's owner signed.",
    };

    private static string Remedy(BundleProblemKind kind) => kind switch
    {
        BundleProblemKind.HandEdited or BundleProblemKind.NotGenerated => "Take the edit back and change the requirements instead, or review the difference by hand.",
        BundleProblemKind.OtherVersion => "Review it with the version that made it, or make it anew.",
        BundleProblemKind.NotSigned or BundleProblemKind.UnknownKey => "Ask for a bundle made with 'deploycrew bundle --sign', and for the public key by a way that is trusted.",
        BundleProblemKind.Missing or BundleProblemKind.Unlisted or BundleProblemKind.HashDiffers => "Get the bundle again from who made it.",
        _ => "Do not unpack it; ask who sent it.",
    };
}
