namespace DeployCrew.Web.Api;

/// <summary>What is to be said of a requirements text.</summary>
/// <param name="Valid">Whether it can be run.</param>
/// <param name="Problems">Problems and warnings, at their places.</param>
/// <param name="Project">Its name, when it is valid.</param>
/// <param name="Region">AWS region, when it is valid.</param>
/// <param name="Environments">Names of its environments, when it is valid.</param>
internal sealed record ValidationAnswer(bool Valid, IReadOnlyList<Problem> Problems, string? Project, string? Region, IReadOnlyList<string>? Environments);
