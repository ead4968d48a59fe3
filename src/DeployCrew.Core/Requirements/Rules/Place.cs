using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>A place in the file.</summary>
/// <param name="Path">Path as messages show it.</param>
/// <param name="Value">Where the value begins; of a value that is not given, where the nearest thing around it is named.</param>
/// <param name="Key">Where its name begins.</param>
internal readonly record struct Place(string Path, SourcePosition Value, SourcePosition Key);
