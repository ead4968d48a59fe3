using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Logs;

/// <summary>CloudWatch log streams as files: one JSON object a line, <c>{"t":milliseconds,"m":"text"}</c>.</summary>
internal sealed class LogStreams(string folder)
{
    private readonly Lock gate = new();

    public void Append(string group, string stream, DateTimeOffset at, IReadOnlyList<string> lines)
    {
        lock (gate)
        {
            var file = PathOf(group, stream);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.AppendAllLines(file, lines.Select(line => new JsonObject { ["t"] = at.ToUnixTimeMilliseconds(), ["m"] = line }.ToJsonString()));
        }
    }

    public IReadOnlyList<LogLine> Read(string group, string stream)
    {
        lock (gate)
            return File.Exists(PathOf(group, stream)) ? [.. File.ReadLines(PathOf(group, stream)).Select(Parse)] : [];
    }

    /// <summary>Names of the streams of a group, and when each was last written.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset LastWritten)> List(string group)
    {
        var root = Path.Combine(folder, Escape(group));
        return Directory.Exists(root)
            ? [.. Directory.GetFiles(root).Order(StringComparer.Ordinal)
                .Select(file => (Uri.UnescapeDataString(Path.GetFileName(file)), new DateTimeOffset(File.GetLastWriteTimeUtc(file))))]
            : [];
    }

    public bool Exists(string group, string stream) => File.Exists(PathOf(group, stream));

    private string PathOf(string group, string stream) => Path.Combine(folder, Escape(group), Escape(stream));

    // No name of a user's may leave the folder: separators and dots are written as escapes.
    private static string Escape(string name) => Uri.EscapeDataString(name).Replace(".", "%2E", StringComparison.Ordinal);

    private static LogLine Parse(string line)
    {
        var json = (JsonObject)JsonNode.Parse(line)!;
        return new LogLine(json["t"]!.GetValue<long>(), json.Text("m") ?? "");
    }
}

/// <summary>A line of a log stream.</summary>
/// <param name="Milliseconds">Since 1970.</param>
/// <param name="Message">Its text.</param>
internal sealed record LogLine(long Milliseconds, string Message);
