using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Configuration;

/// <summary>
/// The format of the AWS CLI's files: sections, <c>key = value</c>, lines that begin with <c>#</c> or <c>;</c> are comments, and below a key
/// without a value there may be indented ones, which are read as <c>key.inner</c>.
/// </summary>
internal static class IniFile
{
    /// <summary>Sections in their order; a file that is not there has none.</summary>
    public static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Values)> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CredentialErrors.FileUnreadable(path, error);
        }

        return Parse(path, lines);
    }

    private static List<(string Name, IReadOnlyDictionary<string, string> Values)> Parse(string path, string[] lines)
    {
        var sections = new List<(string Name, IReadOnlyDictionary<string, string> Values)>();
        Dictionary<string, string>? values = null;
        string? outer = null;
        foreach (var (index, line) in lines.Index())
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or ';')
                continue;
            if (text[0] == '[' && text.IndexOf(']', StringComparison.Ordinal) is var end and > 0)
            {
                values = new(StringComparer.Ordinal);
                sections.Add((text[1..end].Trim(), values));
                outer = null;
                continue;
            }

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (values is null || equals <= 0)
                throw CredentialErrors.FileInvalid(path, index + 1);
            var (key, value) = (text[..equals].Trim().ToLowerInvariant(), text[(equals + 1)..].Trim());
            if (char.IsWhiteSpace(line[0]) && outer is not null)
                values[$"{outer}.{key}"] = value;
            else
                values[key] = value;
            if (!char.IsWhiteSpace(line[0]))
                outer = value.Length == 0 ? key : null;
        }

        return sections;
    }
}
