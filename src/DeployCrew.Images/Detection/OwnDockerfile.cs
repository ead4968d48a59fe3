using System.Text.RegularExpressions;

namespace DeployCrew.Images.Detection;

/// <summary>The app's own Dockerfile: what it says itself.</summary>
internal static partial class OwnDockerfile
{
    public const string File = "Dockerfile";

    public static DetectedApp Describe(AppFolder folder, string file = File)
    {
        var text = folder.Read(file);
        // Of several stages, the last one is the image.
        var last = Enumerable.Range(0, text.Lines.Count).LastOrDefault(i => From().IsMatch(text.Lines[i]));
        var image = new ProjectText(file, [.. text.Lines.Select((line, i) => i < last ? "" : line)]);
        var from = text.FirstLine(line => From().IsMatch(line));
        return new DetectedApp
        {
            Kind = AppKind.Dockerfile,
            Language = new("", new Evidence(file, from?.Number, from?.Text.Trim() ?? "the app's own Dockerfile")),
            Entry = file,
            Port = image.MatchPort(Expose()),
            HealthPath = image.Match(HealthCheck(), "health path: {0}"),
        };
    }

    [GeneratedRegex(@"^\s*FROM\s", RegexOptions.IgnoreCase)]
    private static partial Regex From();

    // EXPOSE 8080 · EXPOSE 8080/tcp; one of UDP is nothing for a load balancer.
    [GeneratedRegex(@"^\s*EXPOSE\s+(\d{1,5})(?:/tcp)?(?:\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Expose();

    // HEALTHCHECK … CMD curl -f http://localhost:8080/healthz || exit 1, its last line
    [GeneratedRegex(@"(?:curl|wget)\b.*https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::[\w${}:-]+)?(/[\w/.\-]*)", RegexOptions.IgnoreCase)]
    private static partial Regex HealthCheck();
}
