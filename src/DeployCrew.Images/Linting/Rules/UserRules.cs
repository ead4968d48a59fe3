using System.Globalization;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>Whose rights the app has.</summary>
internal static class UserRules
{
    private const string Why = "Whoever breaks into the app is root in the container, and one step closer to the host.";

    public static IReadOnlyList<LintRule> All =>
    [
        new("DL3002", LintSeverity.Warning, "The last USER is not root.", Why, "Add a USER below with an ordinary user, by number.", RootLast),
        new("DCL06", LintSeverity.Warning, "There is a USER that is not root.", Why, "Add USER with an ordinary user, by number: USER 10001:10001.", NoUser),
    ];

    private static IEnumerable<Found> RootLast(LintInput input) =>
        input.File.Final?.AllInstructions.LastOrDefault(one => one.Keyword == "USER") is { } user && IsRoot(user.Operands.FirstOrDefault() ?? "")
            ? [Found.At(user, "The app runs as root.")] : [];

    private static bool IsRoot(string user) => user.Split(':')[0] is "root" or "0" or "ContainerAdministrator";

    private static IEnumerable<Found> NoUser(LintInput input)
    {
        if (input.File.Final is not { IsOpen: false } stage || stage.AllInstructions.Any(one => one.Keyword == "USER") || IsOrdinary(stage.Base))
            return [];
        return [Found.At(stage.From, "Nothing says USER: the app runs as root.", FixFor(input.File, stage))];
    }

    // Images that set an ordinary user themselves.
    private static bool IsOrdinary(ImageName image) =>
        image.TagHas("nonroot", "rootless", "chiseled") || image.Repository.Contains("unprivileged", StringComparison.Ordinal)
        || image.Repository.StartsWith("cgr.dev/chainguard/", StringComparison.Ordinal) || image.Repository.StartsWith("bitnami/", StringComparison.Ordinal);

    // Known: a user that the image has, or programs that need none of their own. Ports below 1024, volumes, and entry points
    // that change the user themselves are left to people.
    private static string? Ordinary(Stage stage) => stage.Base.Repository switch
    {
        _ when stage.AllInstructions.Any(NeedsRoot) => null,
        "node" or "oven/bun" => "1000:1000",
        "python" => "10001:10001",
        "scratch" => "10001:10001",
        "mcr.microsoft.com/dotnet/aspnet" or "mcr.microsoft.com/dotnet/runtime" or "mcr.microsoft.com/dotnet/runtime-deps" when HasAppUser(stage.Base) => "1654:1654",
        var name when name.StartsWith("gcr.io/distroless/", StringComparison.Ordinal) => "65532:65532",
        _ => null,
    };

    private static bool HasAppUser(ImageName image) =>
        decimal.TryParse(string.Concat((image.Tag ?? "").TakeWhile(c => char.IsAsciiDigit(c) || c == '.')), CultureInfo.InvariantCulture, out var version) && version >= 8;

    private static bool NeedsRoot(Instruction one) =>
        one.Keyword == "VOLUME" || (one.Keyword == "EXPOSE" && one.Operands.Any(port => int.TryParse(port.Split('/')[0], out var number) && number < 1024))
        || (one.Keyword is "ENTRYPOINT" or "RUN" && (one.Arguments.Text.Contains("gosu", StringComparison.Ordinal) || one.Arguments.Text.Contains("su-exec", StringComparison.Ordinal)
            || (one.Keyword == "ENTRYPOINT" && one.Arguments.Text.Contains(".sh", StringComparison.Ordinal))));

    private static Fix? FixFor(Dockerfile file, Stage stage)
    {
        var start = stage.Instructions.FirstOrDefault(one => one.Keyword is "CMD" or "ENTRYPOINT");
        return start is null || stage.Instructions.SkipWhile(one => one != start).Any(one => one.Keyword is "RUN" or "COPY" or "ADD") || Ordinary(stage) is not { } user
            ? null : Fix.Above($"add USER {user}", file, start, $"USER {user}");
    }
}
