using System.Text;
using DeployCrew.Core.Secrets;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Linting.Secrets;

/// <summary>Finds secrets in files, by their names and by what is in them.</summary>
internal static class SecretFiles
{
    private const long MostBytes = 1024 * 1024;

    private static readonly string[] PublicStarts = ["NEXT_PUBLIC_", "NUXT_PUBLIC_", "PUBLIC_", "VITE_", "REACT_APP_"];

    /// <summary>One entry per file, in the order of the files.</summary>
    public static IEnumerable<SecretFile> In(string folder, IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            if (SecretNames.What(file.Path) is { } byName)
                yield return new SecretFile(file.Path, null, byName);
            else if (file.Length is > 0 and <= MostBytes && ReadText(Path.Combine(folder, file.Path)) is { } text && Find(file.Path, text) is { } found)
                yield return found;
        }
    }

    internal static SecretFile? Find(string path, string text)
    {
        if (SecretNames.IsDotenv(path))
            return Dotenv(path, text);
        var lines = SecretNames.LinesOf(path);
        if (lines is not null && text.Split('\n').Index().FirstOrDefault(line => lines.IsMatch(line.Item) && !IsOpen(line.Item)) is { Item: not null } line)
            return new SecretFile(path, line.Index + 1, "a password or token");
        if (SecretPatterns.Tokens(text).Select(token => ((int, string)?)token).FirstOrDefault() is not var (index, what))
            return null;
        return new SecretFile(path, text.AsSpan(0, index).Count('\n') + 1, text.Contains("\"service_account\"", StringComparison.Ordinal) ? "a Google service account's key" : what);
    }

    // //registry.npmjs.org/:_authToken=${NPM_TOKEN} takes it from outside.
    private static bool IsOpen(string line) => line.Contains("${", StringComparison.Ordinal) || SecretPatterns.IsPlaceholder(line.Split('=', ' ')[^1]);

    private static SecretFile? Dotenv(string path, string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.TrimStart().StartsWith('#') || line.Split('=', 2) is not [var name, var rest])
                continue;
            var value = rest.Trim();
            name = name.Trim();
            if (SecretPatterns.IsSecretValue(value)
                || (SecretPatterns.IsSecretName(name) && !IsPublic(name) && !SecretNames.IsOfTests(path) && SecretPatterns.CouldBeSecret(value)))
            {
                return new SecretFile(path, number, $"the value of {name[(name.LastIndexOf(' ') + 1)..]}");
            }
        }

        return null;
    }

    // What frameworks put into the pages that they send to browsers.
    private static bool IsPublic(string name) =>
        PublicStarts.Any(start => name.StartsWith(start, StringComparison.Ordinal));

    private static string? ReadText(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // what cannot be read cannot be copied into an image either
        }

        return bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }
}
