using System.Text.RegularExpressions;

namespace DeployCrew.Images.Building;

/// <summary>The images that a Dockerfile stands on.</summary>
internal static partial class BaseImages
{
    /// <summary>Names after FROM and COPY --from that are no stages of the file itself. Names with variables are left to the engine.</summary>
    public static IReadOnlyList<string> Of(string dockerfile)
    {
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "scratch" };
        var images = new List<string>();
        foreach (Match match in From().Matches(dockerfile))
        {
            var image = match.Groups["image"].Value;
            if (match.Groups["copy"].Success && image.All(char.IsAsciiDigit))
                continue;
            if (!stages.Contains(image) && !image.Contains('$', StringComparison.Ordinal))
                images.Add(image);
            if (match.Groups["stage"].Success)
                stages.Add(match.Groups["stage"].Value);
        }

        return [.. images.Distinct(StringComparer.Ordinal)];
    }

    // FROM --platform=linux/amd64 node:22-bookworm-slim AS build · COPY --from=busybox:1.36 /bin/sh /sh
    [GeneratedRegex(
        @"^[ \t]*(?:FROM[ \t]+(?:--\S+[ \t]+)*(?<image>\S+)(?:[ \t]+AS[ \t]+(?<stage>\S+))?|(?<copy>COPY)[ \t]+(?:--\S+[ \t]+)*?--from=(?<image>\S+))",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex From();
}
