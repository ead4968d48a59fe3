using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>What belongs in a stage that only builds.</summary>
internal static class BuildStageRules
{
    private static readonly HashSet<string> Compilers =
    [
        "build-essential", "gcc", "g++", "make", "cmake", "clang", "build-base", "musl-dev", "python3-dev", "default-jdk", "openjdk-17-jdk",
        "openjdk-21-jdk", "golang", "rustc", "cargo",
    ];

    private static readonly string[] BuildBases = ["golang", "rust", "gcc", "maven", "gradle", "mcr.microsoft.com/dotnet/sdk"];

    public static IReadOnlyList<LintRule> All =>
    [
        new("DCL01", LintSeverity.Warning, "What builds the app stays out of the image.",
            "Compilers, sources and caches of the build make the image several times as large, and are attack surface.",
            "Build in a stage of its own (FROM … AS build), and take only the result over with COPY --from=build.", BuildsInImage),
    ];

    private static IEnumerable<Found> BuildsInImage(LintInput input)
    {
        if (input.File.Final is not { } stage)
            return [];
        foreach (var run in input.FinalRuns)
        {
            if (run.Script.Commands.FirstOrDefault(Builds) is { } command)
                return [Found.At(run, $"'{string.Join(' ', command.Words.Take(3).Select(word => word.Value))}' runs in the stage that is the image.")];
        }

        return BuildBases.Contains(stage.Base.Repository) ? [Found.At(stage.From, $"The image stands on '{stage.Image}', which is there to build.")] : [];
    }

    private static bool Builds(ShellCommand command) => command.Name switch
    {
        "go" => command.Is("go", "build", "install"),
        "cargo" => command.Is("cargo", "build", "install"),
        "dotnet" => command.Is("dotnet", "publish", "build"),
        "mvn" or "mvnw" => command.Operands.Any(word => word.Value is "package" or "install" or "verify"),
        "gradle" or "gradlew" => command.Operands.Any(word => word.Value is "build" or "bootJar" or "installDist" or "assemble" or "shadowJar"),
        "npm" or "pnpm" or "yarn" or "bun" => command.Operands.Any(word => word.Value is "build"),
        "tsc" or "make" or "gcc" or "g++" or "cmake" => true,
        "apt-get" or "apt" or "apk" => command.Operands.Count > 1 && command.Operands[0].Value is "install" or "add"
            && !command.Has("--virtual", "-t") && command.Operands.Skip(1).Any(word => Compilers.Contains(word.Value.Split('=')[0])),
        _ => false,
    };
}
