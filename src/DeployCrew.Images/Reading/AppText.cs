namespace DeployCrew.Images.Reading;

/// <summary>The head of a text file of an app.</summary>
/// <param name="Path">Relative to the app's folder, with <c>/</c>.</param>
/// <param name="Lines">Its first lines; they count from 1.</param>
/// <param name="IsCut">Whether there is more of it.</param>
public sealed record AppText(string Path, IReadOnlyList<string> Lines, bool IsCut);
