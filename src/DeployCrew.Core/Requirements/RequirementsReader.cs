using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;

namespace DeployCrew.Core.Requirements;

/// <summary>Reads <c>requirements.json</c>.</summary>
public static class RequirementsReader
{
    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="InvalidInputError">It has problems; all of them are in the error.</exception>
    public static RequirementsResult Load(string path) => Read(Path.GetFileName(path), File.ReadAllText(path));

    /// <summary>Reads and checks a text.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">The JSON.</param>
    /// <exception cref="InvalidInputError">It has problems; all of them are in the error.</exception>
    public static RequirementsResult Read(string file, string text) =>
        new(JsonSerializer.Deserialize<RequirementsDocument>(text, JsonFormat.Compact)!, []);
}

/// <summary>Requirements that hold, and what should be known about them.</summary>
/// <param name="Document">The requirements.</param>
/// <param name="Warnings">Problems that do not stop the work.</param>
public sealed record RequirementsResult(RequirementsDocument Document, IReadOnlyList<Diagnostic> Warnings);
