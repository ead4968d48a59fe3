namespace DeployCrew.Images.Linting.Syntax;

/// <summary>Something that no builder would take.</summary>
/// <param name="Offset">Where.</param>
/// <param name="Message">What.</param>
internal sealed record ParseProblem(int Offset, string Message);
