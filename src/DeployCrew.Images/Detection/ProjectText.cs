using System.Globalization;
using System.Text.RegularExpressions;
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

    /// <summary>What the first group of a pattern holds on the first line that it fits; <c>{0}</c> in <paramref name="what"/> stands for it.</summary>
    public Fact<string>? Match(Regex pattern, string what)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            if (pattern.Match(Lines[i]) is { Success: true } match)
            {
                var value = match.Groups.Cast<Group>().Skip(1).FirstOrDefault(group => group.Success)?.Value ?? match.Value;
                return new Fact<string>(value, new Evidence(File, i + 1, string.Format(CultureInfo.InvariantCulture, what, value)));
            }
        }

        return null;
    }

    /// <summary>A port number that the first group of a pattern holds; null when there is none from 1 to 65535.</summary>
    public Fact<int>? MatchPort(Regex pattern) =>
        Match(pattern, "port: {0}") is { } found && int.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? new Fact<int>(port, found.Evidence)
            : null;
}
