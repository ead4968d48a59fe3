using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Detection;

/// <summary>A text file of the app, by lines that count from 1.</summary>
internal sealed record ProjectText(string File, IReadOnlyList<string> Lines)
{
    /// <summary>No project file that people write is larger; a generated one would only slow detection down.</summary>
    private const long LargestFile = 4 << 20;

    public string Text => string.Join('\n', Lines);

    public static ProjectText Read(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                throw new InvalidDataException($"it is larger than {LargestFile} bytes.");
            return new ProjectText(file, System.IO.File.ReadAllLines(path));
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw SourceErrors.UnreadableProject(file, cause);
        }
    }

    public (int Number, string Text)? FirstLine(Func<string, bool> matches)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            if (matches(Lines[i]))
                return (i + 1, Lines[i]);
        }

        return null;
    }

    /// <summary>Evidence at the first line that holds a text, or at the file when none does.</summary>
    public Evidence At(string text, string what) =>
        new(File, FirstLine(line => line.Contains(text, StringComparison.Ordinal))?.Number, what);
}
