using System.Text.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Cli.Completion;

/// <summary>Names that can be had for the price of reading a file or a folder: a shell asks for them at every key.</summary>
/// <param name="home">Where runs and plans are.</param>
internal sealed class KnownNames(Home home)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Names of an object of a requirements file, such as its environments. None when it cannot be read.</summary>
    /// <param name="paths">Where it may be: a file, or the folder of a requirements.json; the first that is there counts.</param>
    /// <param name="property"><c>environments</c> or <c>services</c>.</param>
    public static IEnumerable<Candidate> OfRequirements(IEnumerable<string> paths, string property)
    {
        try
        {
            var file = paths.Append(".").Select(path => Directory.Exists(path) ? Path.Combine(path, "requirements.json") : path).FirstOrDefault(File.Exists);
            if (file is null)
                return [];
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
            return document.RootElement.TryGetProperty(property, out var named) && named.ValueKind == JsonValueKind.Object
                ? [.. named.EnumerateObject().Select(one => new Candidate(one.Name))] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return []; // there is nobody to tell it to: the command itself will
        }
    }

    /// <summary>Runs of this machine, newest first.</summary>
    public IEnumerable<Candidate> Runs() => Names(home.Runs, Directory.GetDirectories).OrderDescending(StringComparer.Ordinal).Select(name => new Candidate(name));

    /// <summary>Plans of this machine, by the beginning of their hash.</summary>
    public IEnumerable<Candidate> Plans() => Names(home.Plans, folder => Directory.GetFiles(folder, "*.json")).Order(StringComparer.Ordinal)
        .Select(name => new Candidate(name[..Math.Min(12, name.Length)]));

    /// <summary>Tokens for the web page's API.</summary>
    public IEnumerable<Candidate> Tokens()
    {
        try
        {
            var file = Path.Combine(home.Access, "tokens.json");
            if (!File.Exists(file))
                return [];
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. document.RootElement.EnumerateArray().Select(one => new Candidate(one.GetProperty("name").GetString()!))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Names(string folder, Func<string, string[]> list)
    {
        try
        {
            return Directory.Exists(folder) ? list(folder).Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name.Length > 0) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
