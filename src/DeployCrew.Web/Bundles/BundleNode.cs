namespace DeployCrew.Web.Bundles;

/// <summary>A folder or a file of a bundle, as its tree shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Path of a file; null for a folder.</param>
/// <param name="Children">What is in a folder.</param>
public sealed record BundleNode(string Name, string? Path, IReadOnlyList<BundleNode> Children)
{
    /// <summary>Whether a file is it, or is in it.</summary>
    public bool Leads(string? path) => path is not null && (Path is not null ? Path == path : Children.Any(child => child.Leads(path)));

    /// <summary>The tree of paths: folders first, each by name.</summary>
    internal static IReadOnlyList<BundleNode> Of(IEnumerable<string> paths) => Below("", [.. paths]);

    private static IReadOnlyList<BundleNode> Below(string folder, IReadOnlyList<string> paths) =>
    [
        .. paths.Where(path => path.IndexOf('/', folder.Length) >= 0).GroupBy(path => path[..(path.IndexOf('/', folder.Length) + 1)], StringComparer.Ordinal)
            .Select(group => new BundleNode(group.Key[folder.Length..^1], null, Below(group.Key, [.. group]))),
        .. paths.Where(path => path.IndexOf('/', folder.Length) < 0).Select(path => new BundleNode(path[folder.Length..], path, [])),
    ];
}
