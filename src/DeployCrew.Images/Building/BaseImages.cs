using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Building;

/// <summary>The images that a Dockerfile stands on.</summary>
internal static class BaseImages
{
    /// <summary>Names after FROM and COPY --from that are no stages of the file itself. Names with variables are left to the engine.</summary>
    public static IReadOnlyList<string> Of(string dockerfile)
    {
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "scratch" };
        var images = new List<string>();
        foreach (var instruction in Dockerfile.Parse(dockerfile).Instructions)
        {
            var image = instruction.Keyword switch
            {
                "FROM" when instruction.Words.Count > 0 => instruction.Words[0].Value,
                "COPY" when instruction.Flag("from") is { } from && !from.All(char.IsAsciiDigit) => from,
                _ => null,
            };
            if (image is not null && !stages.Contains(image) && !image.Contains('$', StringComparison.Ordinal))
                images.Add(image);
            if (instruction.Keyword == "FROM" && instruction.Words is [_, _, var name, ..])
                stages.Add(name.Value);
        }

        return [.. images.Distinct(StringComparer.Ordinal)];
    }
}
