using DeployCrew.Core.Diffs;
using DeployCrew.Infra.Review.Changes;

namespace DeployCrew.Web.Bundles;

/// <summary>How the bundles of two runs differ: what they would make, and their files.</summary>
/// <param name="Review">Environments and files that differ.</param>
/// <param name="Files">Files of text that differ, line by line.</param>
/// <param name="MoreFiles">How many more differ that are not shown line by line.</param>
public sealed record BundleDiff(ReviewDiff Review, IReadOnlyList<FileLines> Files, int MoreFiles)
{
    private const int MostFiles = 100;
    private const int LargestFile = 256 << 10;

    internal static BundleDiff Of(StoredBundle before, StoredBundle after)
    {
        var review = ReviewDiff.Of(
            before.Requirements(), after.Requirements(), before.Manifest() is { } one && after.Manifest() is { } other ? (one, other) : null);
        var differing = (review.Files ?? []).Where(file => before.Has(file.Path) || after.Has(file.Path)).ToList();
        var shown = differing.Where(file => IsShown(before, file.Path) && IsShown(after, file.Path)).Take(MostFiles).ToList();
        return new(review, [.. shown.Select(file => new FileLines(file.Path, Lines(before, after, file.Path)))], differing.Count - shown.Count);
    }

    private static bool IsShown(StoredBundle bundle, string path) => !bundle.Has(path) || (bundle.Bytes(path) <= LargestFile && bundle.Text(path) is not null);

    private static IReadOnlyList<string> Lines(StoredBundle before, StoredBundle after, string path) =>
        UnifiedDiff.Write(path, before.Has(path) ? before.Text(path) : null, after.Has(path) ? after.Text(path)! : "").TrimEnd('\n').Split('\n');
}

/// <summary>A file that differs.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Lines">A unified diff.</param>
public sealed record FileLines(string Path, IReadOnlyList<string> Lines);
