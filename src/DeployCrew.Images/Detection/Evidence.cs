namespace DeployCrew.Images.Detection;

/// <summary>Why detection says what it says.</summary>
/// <param name="File">Relative to the service's folder, with <c>/</c>.</param>
/// <param name="Line">Counts from 1; null when the file's being there is the evidence.</param>
/// <param name="What">What was read from it, such as <c>start command: node server.js</c>.</param>
public sealed record Evidence(string File, int? Line, string What)
{
    /// <summary><c>package.json:5</c>.</summary>
    public string Place => Line is { } line ? $"{File}:{line}" : File;

    /// <summary><c>package.json:5: start command: node server.js</c>.</summary>
    public override string ToString() => $"{Place}: {What}";
}
