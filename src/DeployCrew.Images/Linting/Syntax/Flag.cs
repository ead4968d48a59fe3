namespace DeployCrew.Images.Linting.Syntax;

/// <summary><c>--from=build</c> of an instruction.</summary>
/// <param name="Name">Without dashes, in lower case.</param>
/// <param name="Value">Behind the equals sign; empty without one.</param>
/// <param name="Word">Where it stands.</param>
internal sealed record Flag(string Name, string Value, Word Word);
