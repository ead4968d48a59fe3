using DeployCrew.Core.Text;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Linting.Secrets;

namespace DeployCrew.Images.Reading;

/// <summary>
/// What of an app is shown to somebody who is to tell what it is: the names of its files, and the heads of those that tell most. It is bounded, and holds no file
/// that keeps secrets, by its name or by what is in it.
/// </summary>
/// <param name="Files">Names of files, those at the top first.</param>
/// <param name="MoreFiles">How many names were left out.</param>
/// <param name="Texts">Heads of files.</param>
public sealed record AppExtract(IReadOnlyList<string> Files, int MoreFiles, IReadOnlyList<AppText> Texts)
{
    private const int MostNames = 300;
    private const int MostTexts = 24;
    private const int MostLines = 200;
    private const int LongestLine = 300;
    private const int LongestTexts = 60_000;
    private const long LargestFile = 256 << 10;

    /// <summary>Reads a folder; links are not followed, and nothing of it is run.</summary>
    public static AppExtract Of(string folder)
    {
        // A name with control characters would write on the terminal of whoever is shown it.
        string[] files = [.. new AppFolder(folder).Files.Where(file => file == UntrustedText.Clean(file) && !file.Any(char.IsControl))];
        var texts = new List<AppText>();
        var left = LongestTexts;
        foreach (var file in files.Where(TellingFiles.IsOpen).OrderBy(TellingFiles.Rank).ThenBy(file => file.Count(letter => letter == '/')).ThenBy(file => file, StringComparer.Ordinal))
        {
            if (texts.Count == MostTexts || left <= 0)
                break;
            if (Head(folder, file, left) is not { Lines.Count: > 0 } text)
                continue;
            texts.Add(text);
            left -= text.Lines.Sum(line => line.Length + 1);
        }

        return new AppExtract([.. files.Take(MostNames)], Math.Max(0, files.Length - MostNames), texts);
    }

    private static AppText? Head(string folder, string file, int left)
    {
        var place = System.IO.Path.Combine(folder, file);
        if (new FileInfo(place).Length is 0 or > LargestFile)
            return null;
        string text;
        try
        {
            text = File.ReadAllText(place);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // what cannot be read tells nothing
        }

        if (text.Contains('\0', StringComparison.Ordinal) || SecretFiles.Find(file, text) is not null)
            return null;
        var all = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var lines = new List<string>();
        foreach (var line in all.Take(MostLines).Select(line => line.Length <= LongestLine ? line : line[..LongestLine]))
        {
            if ((left -= line.Length + 1) < 0)
                break;
            lines.Add(line);
        }

        return new AppText(file, lines, lines.Count < all.Length);
    }
}
