using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Images.Docker;

/// <summary>Reads the JSON lines that the engine answers builds, loads and pulls with.</summary>
internal sealed class BuildOutput
{
    private const int Kept = 30;

    private readonly Queue<string> _lastLines = new();

    /// <summary>Error that the engine reported, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>Id of the image that came out, or null.</summary>
    public string? ImageId { get; private set; }

    /// <summary>The last lines of output.</summary>
    public IReadOnlyList<string> LastLines => [.. _lastLines];

    public async Task ReadAsync(Stream stream, IProgress<string>? log, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
                Take(line, log);
        }
    }

    /// <summary><c>{"stream":"Step 1/5 : FROM …\n"}</c> · <c>{"aux":{"ID":"sha256:…"}}</c> · <c>{"errorDetail":{…},"error":"…"}</c> · <c>{"status":"Pulling …"}</c></summary>
    private void Take(string line, IProgress<string>? log)
    {
        JsonNode? message;
        try
        {
            message = JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return;
        }

        Error ??= message?["error"]?.ToString();
        if (message?["aux"] is JsonObject aux && aux["ID"] is { } id)
            ImageId = id.ToString();
        var text = message?["stream"]?.ToString() ?? message?["error"]?.ToString();
        if (text is null && message?["progressDetail"] is null)
            text = message?["status"]?.ToString();
        foreach (var one in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(one => one.TrimEnd()))
        {
            _lastLines.Enqueue(one);
            if (_lastLines.Count > Kept)
                _lastLines.Dequeue();
            log?.Report(one);
        }
    }
}
