using System.Globalization;
using System.Security.Cryptography;
using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.GitHub;

/// <summary>Lines that GitHub's runner takes as commands
/// (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands).</summary>
internal sealed class WorkflowCommands(TextWriter output)
{
    /// <summary>An annotation on a line of a file, or on the job.</summary>
    /// <param name="level">error | warning | notice.</param>
    /// <param name="title">In a few words.</param>
    /// <param name="message">The rest.</param>
    /// <param name="file">Path in the repository, or null.</param>
    /// <param name="position">Place in that file, or null.</param>
    public void Annotate(string level, string title, string message, string? file = null, SourcePosition? position = null)
    {
        var properties = new List<string>();
        if (file is not null)
            properties.Add($"file={Property(file)}");
        if (file is not null && position is { } place)
            properties.Add(string.Create(CultureInfo.InvariantCulture, $"line={place.Line},col={place.Column}"));
        properties.Add($"title={Property(title)}");
        output.WriteLine($"::{level} {string.Join(',', properties)}::{Data(message)}");
    }

    /// <summary>Until it is disposed, nothing that is written is taken as a command: logs of builds and apps may hold anything.</summary>
    public IDisposable Stop()
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        output.WriteLine($"::stop-commands::{token}");
        return new Resumption(output, token);
    }

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private sealed class Resumption(TextWriter output, string token) : IDisposable
    {
        public void Dispose() => output.WriteLine($"::{token}::");
    }
}
