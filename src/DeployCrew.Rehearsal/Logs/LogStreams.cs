using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Logs;

/// <summary>CloudWatch log streams as files: one JSON object a line, <c>{"t":milliseconds,"m":"text"}</c>, with <c>"i"</c> when it came in at another time.</summary>
internal sealed class LogStreams(string folder)
{
    private readonly Lock gate = new();

    public void Append(string group, string stream, DateTimeOffset at, IReadOnlyList<string> lines) =>
        Append(group, stream, [.. lines.Select(line => new LogLine(at.ToUnixTimeMilliseconds(), line))]);

    public void Append(string group, string stream, IReadOnlyList<LogLine> lines)
    {
        lock (gate)
        {
            var file = PathOf(group, stream);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.AppendAllLines(file, lines.Select(Text));
        }
    }

    /// <summary>Deletes a stream with all that is in it.</summary>
    public void Delete(string group, string stream)
    {
        lock (gate)
            File.Delete(PathOf(group, stream));
    }

    /// <summary>Deletes all streams of a group.</summary>
    public void Delete(string group)
    {
        lock (gate)
        {
            if (Directory.Exists(Path.Combine(folder, Escape(group))))
                Directory.Delete(Path.Combine(folder, Escape(group)), recursive: true);
        }
    }

    public IReadOnlyList<LogLine> Read(string group, string stream)
    {
        lock (gate)
            return File.Exists(PathOf(group, stream)) ? [.. File.ReadLines(PathOf(group, stream)).Select(Parse)] : [];
    }

    /// <summary>Names of the streams of a group, and when each was created and last written.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset CreatedAt, DateTimeOffset LastWritten)> List(string group)
    {
        var root = Path.Combine(folder, Escape(group));
        return Directory.Exists(root)
            ? [.. Directory.GetFiles(root).Order(StringComparer.Ordinal).Select(file =>
                (Uri.UnescapeDataString(Path.GetFileName(file)), new DateTimeOffset(File.GetCreationTimeUtc(file)), new DateTimeOffset(File.GetLastWriteTimeUtc(file))))]
            : [];
    }

    public bool Exists(string group, string stream) => File.Exists(PathOf(group, stream));

    private string PathOf(string group, string stream) => Path.Combine(folder, Escape(group), Escape(stream));

    // No name of a user's may leave the folder: separators and dots are written as escapes.
    private static string Escape(string name) => Uri.EscapeDataString(name).Replace(".", "%2E", StringComparison.Ordinal);

    private static LogLine Parse(string line)
    {
        var json = (JsonObject)JsonNode.Parse(line)!;
        return new LogLine(json["t"]!.GetValue<long>(), json.Text("m") ?? "", json.Long("i"));
    }

    private static string Text(LogLine line)
    {
        var json = new JsonObject { ["t"] = line.Milliseconds, ["m"] = line.Message };
        if (line.Ingested is { } at)
            json["i"] = at;
        return json.ToJsonString();
    }
}

/// <summary>A line of a log stream.</summary>
/// <param name="Milliseconds">Since 1970.</param>
/// <param name="Message">Its text.</param>
/// <param name="Ingested">When it came in, in milliseconds since 1970; null when that is the same.</param>
internal sealed record LogLine(long Milliseconds, string Message, long? Ingested = null);
