namespace DeployCrew.Aws.Configuration;

/// <summary>A setting, and who said so.</summary>
/// <param name="Value">The setting.</param>
/// <param name="From">An environment variable, or a profile and its file.</param>
public sealed record Sourced<T>(T Value, string From);
