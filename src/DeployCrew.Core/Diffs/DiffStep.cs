namespace DeployCrew.Core.Diffs;

/// <summary>A line of a diff.</summary>
/// <param name="Kind"><c>+</c>, <c>-</c> or a space.</param>
/// <param name="Line">With its line end.</param>
public readonly record struct DiffStep(char Kind, string Line);
