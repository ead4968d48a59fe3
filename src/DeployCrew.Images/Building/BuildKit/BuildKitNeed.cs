using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Building.BuildKit;

/// <summary>Something in a Dockerfile that the classic builder does not know.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="What">Such as <c>RUN --mount</c>.</param>
/// <param name="IsOfLaterEngines">Whether the Dockerfile reader inside Docker Engine 20.10 does not know it either.</param>
internal sealed record BuildKitNeed(int Line, string What, bool IsOfLaterEngines)
{
    // https://docs.docker.com/build/buildkit/frontend/: heredocs and --link came with 1.4, --checksum and the others later; engines before
    // 23.0 have a reader older than that inside, and fetch another where '# syntax=' names one.
    private static readonly string[] FlagsOfOldReader = ["mount", "network", "security", "chmod"];
    private const int Directives = 3; // syntax, escape, check
    private static readonly string[] BuildPlatforms = ["BUILDPLATFORM", "TARGETPLATFORM"];

    /// <summary>The first of them for which a condition holds; null when there is none.</summary>
    public static BuildKitNeed? Find(Dockerfile dockerfile, Func<BuildKitNeed, bool> counts) =>
        dockerfile.Instructions.SelectMany(instruction => Of(instruction.Trigger is { } trigger ? trigger : instruction, instruction.Lines.First)).FirstOrDefault(counts);

    /// <summary>Whether the file names the reader that it wants: <c># syntax=docker/dockerfile:1</c>.</summary>
    public static bool NamesItsReader(Dockerfile dockerfile) =>
        dockerfile.Comments.Take(Directives).Any(comment => comment.Replace(" ", "", StringComparison.Ordinal).StartsWith("#syntax=", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<BuildKitNeed> Of(Instruction instruction, int line)
    {
        foreach (var flag in instruction.Flags.Where(flag => IsNew(instruction.Keyword, flag)))
            yield return new(line, $"{instruction.Keyword} --{flag.Name}", instruction.Keyword != "FROM" && !FlagsOfOldReader.Contains(flag.Name));
        if (instruction.Heredocs.Count > 0)
            yield return new(line, "a heredoc", true);
    }

    private static bool IsNew(string keyword, Flag flag) => keyword switch
    {
        "RUN" => true,
        "COPY" => flag.Name is not ("from" or "chown"),
        "ADD" => flag.Name is not "chown",
        "FROM" => flag.Name == "platform" && BuildPlatforms.Any(name => flag.Value.Contains(name, StringComparison.Ordinal)),
        _ => false,
    };
}
