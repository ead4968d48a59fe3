namespace DeployCrew.Images.Sources;

/// <summary>One file of the source.</summary>
/// <param name="Path">Relative to the source's folder, separated by <c>/</c>.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Executable">Whether its owner may execute it; always false for files that Windows gave.</param>
public sealed record SourceFile(string Path, long Length, bool Executable);
