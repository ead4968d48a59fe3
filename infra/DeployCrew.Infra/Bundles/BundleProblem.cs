namespace DeployCrew.Infra.Bundles;

/// <summary>One way in which a bundle is not what it should be.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Path">File of the bundle; what cannot be seen in it is written as <c>\u202E</c>.</param>
/// <param name="Detail">The rest of the sentence that begins with the path.</param>
/// <param name="Weight">What it comes to.</param>
public sealed record BundleProblem(BundleProblemKind Kind, string Path, string Detail, BundleWeight Weight)
{
    /// <summary>From what the requirements generate to what is there, unified; null where there is nothing to compare.</summary>
    public string? Diff { get; init; }

    /// <summary>Logical names of the resources that the differing lines belong to.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary><c>infrastructure/Security.cs: was edited by hand</c>.</summary>
    public override string ToString() => $"{Path}: {Detail}";
}
