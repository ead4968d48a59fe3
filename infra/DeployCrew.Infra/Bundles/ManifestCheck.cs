namespace DeployCrew.Infra.Bundles;

/// <summary>Holds the files of a bundle against its manifest.</summary>
internal static class ManifestCheck
{
    /// <summary>What is missing, added or changed.</summary>
    /// <param name="archive">The bundle.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="signed">Somebody signed the manifest: what differs from it is not what was signed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<BundleProblem>> RunAsync(
        BundleArchive archive, BundleManifest manifest, bool signed, CancellationToken cancellationToken)
    {
        var weight = signed ? BundleWeight.Hostile : BundleWeight.Changed;
        var problems = new List<BundleProblem>();
        void Add(BundleProblemKind kind, string path, string detail) => problems.Add(new(kind, VisibleText.Of(path), detail, weight));

        var listed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var expected in manifest.Files)
        {
            if (!listed.Add(expected.Path))
                Add(BundleProblemKind.Duplicate, expected.Path, "is in the manifest twice");
            else if (!archive.Has(expected.Path))
            {
                if (!archive.WasRefused(expected.Path))
                    Add(BundleProblemKind.Missing, expected.Path, "is missing; the manifest lists it");
            }
            else if (await DifferenceAsync(archive, expected, cancellationToken) is { } difference)
                Add(BundleProblemKind.HashDiffers, expected.Path, difference);
        }

        var exact = manifest.Files.Select(file => file.Path).Concat(BundleFiles.Unlisted).ToHashSet(StringComparer.Ordinal);
        foreach (var path in archive.Paths.Where(path => !exact.Contains(path)))
            Add(BundleProblemKind.Unlisted, path, "is not in the manifest");
        return problems;
    }

    private static async Task<string?> DifferenceAsync(BundleArchive archive, BundleEntry expected, CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, sha256) = await archive.HashAsync(expected.Path, cancellationToken);
            return bytes == expected.Bytes && sha256 == expected.Sha256 ? null : "differs from the manifest";
        }
        catch (InvalidDataException error)
        {
            return $"cannot be unpacked: {VisibleText.Of(error.Message)}";
        }
    }
}
