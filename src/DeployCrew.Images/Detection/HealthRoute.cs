using System.Text.RegularExpressions;

namespace DeployCrew.Images.Detection;

/// <summary>The path that an app's own source gives to whoever asks whether it is well.</summary>
internal static partial class HealthRoute
{
    /// <summary>The first route of a customary name; those that say health win over those that might mean something else.</summary>
    /// <param name="folder">The app.</param>
    /// <param name="extensions">Of its sources, with the dot.</param>
    public static Fact<string>? Find(AppFolder folder, params string[] extensions) => Find(folder.Sources(extensions));

    /// <inheritdoc cref="Find(AppFolder, string[])"/>
    public static Fact<string>? Find(IEnumerable<ProjectText> sources)
    {
        Fact<string>? lesser = null;
        foreach (var text in sources)
        {
            for (var i = 0; i < text.Lines.Count; i++)
            {
                var line = text.Lines[i];
                if (Call().IsMatch(line) || Route().Match(line) is not { Success: true } match)
                    continue;
                var path = "/" + match.Groups["path"].Value.TrimStart('/');
                var fact = new Fact<string>(path, new Evidence(text.File, i + 1, $"health path: {path}"));
                if (match.Groups["sure"].Success)
                    return fact;
                lesser ??= fact;
            }
        }

        return lesser;
    }

    // app.get("/healthz" · r.GET("/api/health" · path("health/", · @Controller('health') · get "up" => "rails/health#show" · url === '/health'
    [GeneratedRegex(
        @"(?:(?<q>[""'`])(?<path>/(?:api/(?:v\d+/)?)?(?:(?<sure>_?health(?:z|check|-check)?|livez|readyz)|ping|up))\k<q>"
        + @"|(?:\bpath\(\s*r?|@Controller\(\s*|^\s*get\s+)[""'](?<path>(?:(?<sure>health(?:z|check|-check)?|livez|readyz)|ping|up)/?)[""'])")]
    private static partial Regex Route();

    // A request to somebody's health path, or a comment, is no route.
    [GeneratedRegex(@"\bfetch\(|\baxios\b|https?://|\bcurl\b|^\s*(?://|\*|#(?!\[)|/\*)")]
    private static partial Regex Call();
}
