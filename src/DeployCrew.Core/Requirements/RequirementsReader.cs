using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Flat;
using DeployCrew.Core.Requirements.Parsing;
using DeployCrew.Core.Requirements.Rules;
using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Requirements;

/// <summary>Reads <c>requirements.json</c>: version 1, or the flat shape of the older tool.</summary>
public static class RequirementsReader
{
    private const int LargestFile = 256 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="InvalidInputError">It cannot be read, or has problems; all of them are in the error.</exception>
    public static RequirementsResult Load(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
                throw new InvalidInputError(file, [RequirementsErrors.TooLarge(LargestFile)]);
            return Read(file, Utf8.GetString(File.ReadAllBytes(path)));
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidInputError(file, [RequirementsErrors.NotUtf8()]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputError(file, [RequirementsErrors.NotReadable(Reason(path, error))]);
        }
    }

    /// <summary>Reads and checks a text.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">The JSON.</param>
    /// <exception cref="InvalidInputError">It has problems; all of them are in the error.</exception>
    public static RequirementsResult Read(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LargestFile)
            throw new InvalidInputError(file, [RequirementsErrors.TooLarge(LargestFile)]);
        var problems = new List<Diagnostic>();
        var root = SourceParser.Parse(text, problems);
        var flat = root is not null && FlatRequirements.Recognises(root);
        var document = root is null ? null : Check(flat ? FlatRequirements.Convert(root, problems) : root, problems);
        var ordered = problems.Distinct()
            .OrderBy(problem => problem.Position?.Line).ThenBy(problem => problem.Position?.Column)
            .ThenBy(problem => problem.Code, StringComparer.Ordinal).ThenBy(problem => problem.Path, StringComparer.Ordinal).ToList();
        if (document is null || ordered.Exists(problem => problem.Severity == Severity.Error))
            throw new InvalidInputError(file, ordered);
        return new(document, ordered) { IsFlat = flat };
    }

    /// <summary>Where a part of a requirements text stands: its name, or the nearest thing around it that is there.</summary>
    /// <param name="text">JSON that has been read without problems.</param>
    /// <param name="path">Names from the top, such as <c>services</c>, <c>web</c>.</param>
    public static SourcePosition Locate(string text, params IReadOnlyList<string> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var node = SourceParser.Parse(text, []);
        var position = new SourcePosition(1, 1);
        foreach (var name in path)
        {
            node = node?.Members.GetValueOrDefault(name);
            position = node?.KeyPosition ?? position;
        }

        return position;
    }

    private static RequirementsDocument Check(SourceNode root, List<Diagnostic> problems)
    {
        var check = new SchemaCheck(problems);
        check.Check(root, SchemaFile.Root);
        var document = Salvage.Read(root, check);
        RequirementsRules.Check(new(document, root, check, problems));
        return document;
    }

    private static string Reason(string path, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a folder",
        UnauthorizedAccessException => "access is denied",
        _ => error.Message,
    };
}
