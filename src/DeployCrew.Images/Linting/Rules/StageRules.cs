using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>How instructions and stages refer to each other.</summary>
internal static class StageRules
{
    public static IReadOnlyList<LintRule> All =>
    [
        new("DL1000", LintSeverity.Error, "The Dockerfile reads.", "No builder takes it as it is.", "Correct the line.",
            input => input.File.Problems.Select(problem => new Found(problem.Offset, problem.Offset, $"{problem.Message}."))),
        new("DL3022", LintSeverity.Warning, "COPY --from names a stage above, or an image with its tag.",
            "A name that is no stage is pulled as an image of that name.", "Name a stage that stands above, or an image with its tag.", UnknownSource),
        new("DL3023", LintSeverity.Error, "COPY --from does not name its own stage.", "A stage cannot copy from itself.",
            "Name another stage, or copy with RUN cp.", OwnStage),
        new("DL3024", LintSeverity.Error, "Names of stages are unique.", "A later stage of the same name hides the earlier one.",
            "Rename one of the stages.", SameName),
        new("DL3043", LintSeverity.Error, "ONBUILD triggers neither ONBUILD, FROM nor MAINTAINER.", "Builders refuse it.",
            "Take the instruction out of ONBUILD.",
            input => input.File.Instructions.Where(one => one.Trigger?.Keyword is "ONBUILD" or "FROM" or "MAINTAINER")
                .Select(one => Found.At(one, $"ONBUILD triggers {one.Trigger!.Keyword}."))),
        new("DL3061", LintSeverity.Error, "Nothing but ARG stands before the first FROM.", "There is no image yet that it could change.",
            "Move the instruction below FROM.", BeforeFrom),
    ];

    private static IEnumerable<(Stage Stage, Instruction Copy, string From)> Copies(LintInput input) =>
        input.File.Stages.SelectMany(stage => stage.Instructions.Where(one => one.Keyword == "COPY" && one.Flag("from") is { Length: > 0 })
            .Select(copy => (stage, copy, copy.Flag("from")!)));

    private static IEnumerable<Found> UnknownSource(LintInput input) =>
        Copies(input).Where(one => one.From.IndexOfAny([':', '@', '/', '$']) < 0 && !IsOwn(one.Stage, one.From)
                && input.File.FindStage(one.From, one.Stage.Index) is null)
            .Select(one => Found.At(one.Copy, $"No stage above has the name '{one.From}'."));

    private static IEnumerable<Found> OwnStage(LintInput input) =>
        Copies(input).Where(one => IsOwn(one.Stage, one.From)).Select(one => Found.At(one.Copy, $"COPY --from={one.From} is inside the stage of that name."));

    private static bool IsOwn(Stage stage, string name) => stage.Name?.Value.Equals(name, StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<Found> SameName(LintInput input) =>
        input.File.Stages.Where(stage => stage.Name is not null).GroupBy(stage => stage.Name!.Value.Value, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group.Skip(1)).Select(stage => Found.At(stage.Name!.Value, $"There is a stage '{stage.Name.Value.Value}' above."));

    private static IEnumerable<Found> BeforeFrom(LintInput input) =>
        input.File.Stages.Count == 0
            ? []
            : input.File.Instructions.TakeWhile(one => one.Keyword != "FROM").Where(one => one.Keyword is not "ARG")
                .Select(one => Found.At(one, $"{one.Keyword} stands before the first FROM."));
}
