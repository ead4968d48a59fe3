using System.Text;
using System.Text.RegularExpressions;

namespace DeployCrew.Images.Sources;

/// <summary>A .dockerignore: patterns with <c>*</c>, <c>?</c>, <c>**</c> and exceptions with <c>!</c>; the last one that matches decides.</summary>
internal sealed class DockerIgnore
{
    private readonly List<(Regex Pattern, bool Exception)> _patterns = [];

    private DockerIgnore()
    {
    }

    public static DockerIgnore Parse(string text)
    {
        var ignore = new DockerIgnore();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var exception = line[0] == '!';
            var pattern = (exception ? line[1..].Trim() : line).Trim('/');
            if (pattern.StartsWith("./", StringComparison.Ordinal))
                pattern = pattern[2..];
            if (pattern.Length > 0)
                ignore._patterns.Add((ToRegex(pattern), exception));
        }

        return ignore;
    }

    /// <summary>Whether a file (relative path with <c>/</c>) is left out, by itself or by a folder above it.</summary>
    public bool Ignores(string path)
    {
        var ignored = false;
        foreach (var (pattern, exception) in _patterns)
        {
            if (ignored == exception && pattern.IsMatch(path))
                ignored = !exception;
        }

        return ignored;
    }

    private static Regex ToRegex(string glob)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob[i..].StartsWith("**/", StringComparison.Ordinal))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (glob[i..].StartsWith("**", StringComparison.Ordinal))
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        // A pattern that matches a folder takes everything below it. NonBacktracking: the patterns are the user's, the time is ours.
        return new Regex(regex.Append("(?:/.*)?$").ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
