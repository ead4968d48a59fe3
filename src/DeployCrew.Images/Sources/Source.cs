namespace DeployCrew.Images.Sources;

/// <summary>The app's source, taken in: a copy of our own that nobody else changes.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Files">All of its files, in ordinal order of their paths.</param>
/// <param name="Sha256">Hex digest over sorted paths, executable bits and contents: the same source has the same digest wherever, whenever and by whomever it was taken in.</param>
public sealed record Source(string Folder, IReadOnlyList<SourceFile> Files, string Sha256);
