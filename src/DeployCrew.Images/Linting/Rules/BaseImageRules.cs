using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>What the stages stand on.</summary>
internal static class BaseImageRules
{
    // Images of these names come in a large and in a small form; the parts are those of the small one's tags.
    private static readonly Dictionary<string, string[]> SmallTags = new(StringComparer.Ordinal)
    {
        ["node"] = ["slim", "alpine"],
        ["python"] = ["slim", "alpine"],
        ["ruby"] = ["slim", "alpine"],
        ["perl"] = ["slim"],
        ["debian"] = ["slim"],
        ["oven/bun"] = ["slim", "alpine", "distroless"],
        ["eclipse-temurin"] = ["jre"],
        ["amazoncorretto"] = ["alpine", "headless", "al2023"],
        ["openjdk"] = ["jre"],
        ["golang"] = [],
        ["rust"] = [],
        ["gcc"] = [],
        ["maven"] = [],
        ["gradle"] = [],
        ["buildpack-deps"] = [],
        ["mcr.microsoft.com/dotnet/sdk"] = [],
    };

    public static IReadOnlyList<LintRule> All =>
    [
        new("DL3006", LintSeverity.Warning, "Base images have a tag.",
            "Without a tag, FROM means latest: another image every time that one is published.",
            "Name the version: FROM node:22-bookworm-slim.", Untagged),
        new("DL3007", LintSeverity.Warning, "Base images are not tagged latest.",
            "latest is another image every time that one is published.",
            "Name the version: FROM node:22-bookworm-slim.", Latest),
        new("DL3029", LintSeverity.Warning, "FROM has no fixed platform.",
            "A fixed platform makes the image wrong or emulated on machines of another kind.",
            "Leave --platform to the build, or use $BUILDPLATFORM for stages that only build.", FixedPlatform),
        new("DCL02", LintSeverity.Warning, "The image stands on a small base.",
            "Compilers and tools of a full base are downloaded at every start, and every one of them is attack surface.",
            "Use the slim, alpine, distroless or runtime-only form of the base for the last stage.", Large),
        new("DCL03", LintSeverity.Info, "Base images are pinned by digest.",
            "A tag can be moved to another image; a digest cannot.",
            "Add the digest behind the tag: FROM node:22-slim@sha256:… ('docker buildx imagetools inspect' shows it).", WithoutDigest),
    ];

    private static IEnumerable<Stage> Images(LintInput input) =>
        input.File.Stages.Where(stage => stage is { Parent: null, IsOpen: false } && stage.Image is not ("" or "scratch"));

    private static IEnumerable<Found> Untagged(LintInput input) =>
        Images(input).Where(stage => stage.Base is { Tag: null, Digest: null })
            .Select(stage => Found.At(stage.From.Words[0], $"'{stage.Image}' has no tag."));

    private static IEnumerable<Found> Latest(LintInput input) =>
        Images(input).Where(stage => stage.Base is { Tag: "latest", Digest: null })
            .Select(stage => Found.At(stage.From.Words[0], $"'{stage.Image}' can be another image tomorrow."));

    private static IEnumerable<Found> FixedPlatform(LintInput input) =>
        input.File.Stages.SelectMany(stage => stage.From.Flags).Where(flag => flag.Name == "platform" && !flag.Value.StartsWith('$'))
            .Select(flag => Found.At(flag.Word, $"FROM is fixed to the platform '{flag.Value}'."));

    private static IEnumerable<Found> Large(LintInput input) =>
        input.File.Final is { IsOpen: false, Base: { Tag: not null } or { Digest: null } } stage
        && SmallTags.TryGetValue(stage.Base.Repository, out var small) && !stage.Base.TagHas(small)
            ? [Found.At(stage.From, $"The image stands on '{string.Join(':', new[] { stage.Base.Repository, stage.Base.Tag }.OfType<string>())}', the full form of its base.")]
            : [];

    private static IEnumerable<Found> WithoutDigest(LintInput input) =>
        Images(input).Where(stage => stage.Base.Digest is null)
            .Select(stage => Found.At(stage.From.Words[0], $"'{stage.Image}' is not pinned by its digest."));
}
