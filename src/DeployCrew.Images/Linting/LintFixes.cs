namespace DeployCrew.Images.Linting;

/// <summary>A Dockerfile with its fixes applied.</summary>
/// <param name="Dockerfile">Its text then.</param>
/// <param name="DockerIgnore">Text of the .dockerignore then; null when there is none.</param>
/// <param name="Applied">What was done: <c>DL3015: add --no-install-recommends</c>.</param>
public sealed record LintFixes(string Dockerfile, string? DockerIgnore, IReadOnlyList<string> Applied);
