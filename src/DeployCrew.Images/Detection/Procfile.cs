using System.Text.RegularExpressions;

namespace DeployCrew.Images.Detection;

/// <summary>A Procfile, as Heroku and its kin read it: <c>web: gunicorn app:app</c>, one process type per line.</summary>
internal static partial class Procfile
{
    public const string File = "Procfile";

    /// <summary>How the web process starts, or null.</summary>
    public static Fact<IReadOnlyList<string>>? Web(AppFolder folder) =>
        folder.Has(File) && folder.Read(File).Match(WebProcess(), "start command: {0}") is { } web
            ? new(ShellCommand.Parse(web.Value), web.Evidence)
            : null;

    [GeneratedRegex(@"^web:\s*(\S.*?)\s*$")]
    private static partial Regex WebProcess();
}
