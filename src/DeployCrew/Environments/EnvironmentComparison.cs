namespace DeployCrew.Environments;

/// <summary>How two environments of a project differ.</summary>
/// <param name="Left">One.</param>
/// <param name="Right">The other.</param>
/// <param name="Declared">Differences that the requirements ask for.</param>
/// <param name="Undeclared">Differences that nobody wrote down: drift, other images, other requirements applied.</param>
/// <param name="NotCompared">What could not be looked at, and why.</param>
public sealed record EnvironmentComparison(
    string Left, string Right, IReadOnlyList<EnvironmentDifference> Declared, IReadOnlyList<EnvironmentDifference> Undeclared,
    IReadOnlyList<string> NotCompared);

/// <summary>One difference.</summary>
/// <param name="What">A configuration key, a resource, a service's image, …</param>
/// <param name="Left">What the one has; null when it has none.</param>
/// <param name="Right">What the other has.</param>
/// <param name="Why">What it decides, or what it comes from.</param>
public sealed record EnvironmentDifference(string What, string? Left, string? Right, string Why);
