using System.Text;
using System.Text.Json;
using DeployCrew.Core;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Bundles;

/// <summary>A bundle that somebody handed over: its requirements, and whether the rest is what they generate.</summary>
/// <param name="Document">Its requirements.</param>
/// <param name="RequirementsText">Their text.</param>
/// <param name="Manifest">Its manifest; what it says is a claim.</param>
/// <param name="Signature">Whether somebody signed the manifest.</param>
/// <param name="Problems">How it is not what it should be, the gravest first; without any but notes it is whole and untouched.</param>
public sealed record BundleReading(
    RequirementsDocument Document, string RequirementsText, BundleManifest Manifest, BundleSignature Signature, IReadOnlyList<BundleProblem> Problems)
{
    private const int MostProblems = 1000;

    /// <summary>Reads and verifies a bundle's zip. Nothing of it is written anywhere, nor run.</summary>
    /// <param name="file">The zip.</param>
    /// <param name="trust">Whose signature counts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC4043: it is not a bundle. DC1000: its requirements have problems. DC9010: the trusted key is none.
    /// DC4046: its manifest or requirements are dangerous themselves.</exception>
    public static async Task<BundleReading> OpenAsync(string file, BundleTrust trust, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trust);
        try
        {
            using var archive = await BundleArchive.OpenAsync(file, BundleLimits.Default, cancellationToken);
            if (new[] { BundleFiles.Manifest, BundleFiles.Requirements }.Any(path => archive.WasRefused(path) && !archive.Has(path)))
                throw StackErrors.HostileBundle(file, [.. archive.Problems.Select(problem => $"{problem}")]);
            var manifestBytes = await archive.BytesAsync(BundleFiles.Manifest, cancellationToken);
            var manifest = BundleManifest.Parse(Encoding.UTF8.GetString(manifestBytes));
            var text = Encoding.UTF8.GetString(await archive.BytesAsync(BundleFiles.Requirements, cancellationToken));
            var document = RequirementsReader.Read(BundleFiles.Requirements, text).Document;
            var (signature, doubt) = await SignatureCheck.RunAsync(archive, manifestBytes, trust, cancellationToken);
            var listed = await ManifestCheck.RunAsync(archive, manifest, signature.State != SignatureState.NotSigned, cancellationToken);
            var version = Version(manifest);
            var problems = await GeneratedCheck.RunAsync(archive, document, manifest, [.. archive.Problems, .. listed],
                version is null ? null : signature.State == SignatureState.Trusted ? BundleWeight.Note : BundleWeight.Changed, cancellationToken);
            return new(document, text, manifest, signature, Ordered([.. problems.Append(version).Append(doubt).OfType<BundleProblem>()]));
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw StackErrors.NotABundle(file, VisibleText.Of(error.Message));
        }
    }

    private static IReadOnlyList<BundleProblem> Ordered(IReadOnlyList<BundleProblem> problems)
    {
        var ordered = problems.OrderByDescending(problem => problem.Weight).ThenBy(problem => problem.Kind)
            .ThenBy(problem => problem.Path, StringComparer.Ordinal).ToList();
        return ordered.Count <= MostProblems ? ordered
            : [.. ordered.Take(MostProblems), ordered[MostProblems] with { Detail = $"{ordered[MostProblems].Detail}; {ordered.Count - MostProblems - 1} more are not listed" }];
    }

    // Whoever edits a program may also claim another version: what differs then is let through only with a trusted signature.
    private static BundleProblem? Version(BundleManifest manifest)
    {
        BundleProblem Other(string detail, BundleWeight weight) => new(BundleProblemKind.OtherVersion, BundleFiles.Manifest, detail, weight);
        if (manifest.FormatVersion != BundleWriter.FormatVersion)
            return Other($"is of format {manifest.FormatVersion}; this version reads {BundleWriter.FormatVersion}", BundleWeight.Changed);
        return manifest.Generator?.Version == Tool.Version ? null : Other(
            $"was made by {(manifest.Generator is { } maker ? VisibleText.Of($"{maker.Name} {maker.Version}") : "a version that did not write down which")}, this is "
            + $"{Tool.Version}: its programs cannot be compared byte for byte", BundleWeight.Note);
    }
}
