namespace DeployCrew.Images.Building.Remote;

/// <summary>Hands a build's output on, and keeps its last lines and what it says that it has pushed.</summary>
internal sealed class RemoteLog(IProgress<string>? next) : IProgress<string>
{
    private const int Kept = 30;
    private const string Result = "DEPLOYCREW-IMAGE ";

    private readonly Queue<string> lastLines = new();

    /// <summary>Digest of the image; null when the build did not say, or nothing came of its output.</summary>
    public string? Digest { get; private set; }

    public IReadOnlyList<string> LastLines => [.. lastLines];

    public void Report(string value)
    {
        if (value.StartsWith(Result, StringComparison.Ordinal))
        {
            Digest = value[Result.Length..].Trim() is { Length: > 0 } digest ? digest : null;
            return;
        }

        lastLines.Enqueue(value);
        if (lastLines.Count > Kept)
            lastLines.Dequeue();
        next?.Report(value);
    }
}
