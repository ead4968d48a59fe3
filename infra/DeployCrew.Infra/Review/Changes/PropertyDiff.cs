namespace DeployCrew.Infra.Review.Changes;

/// <summary>An input of a resource that differs.</summary>
/// <param name="Path"><c>containerDefinitions[0].environment[1].value</c>.</param>
/// <param name="Before">Value before; null when it was not there.</param>
/// <param name="After">Value now; null when it is not there.</param>
public sealed record PropertyDiff(string Path, string? Before, string? After);
