using System.Globalization;
using DeployCrew.Infra.Review.Changes;

namespace DeployCrew.Cli.Rendering.Markdown;

/// <summary>A difference as a comment on a pull request: the summary first, the rest folded.</summary>
internal static class DiffMarkdown
{
    public static string Write(ReviewDiff diff, IEnumerable<string> warnings) => string.Concat(Sections(diff, warnings));

    public static IEnumerable<MarkdownSection> Sections(ReviewDiff diff, IEnumerable<string> warnings)
    {
        yield return MarkdownSection.Text("what changes", "### What changes\n\n"
            + string.Concat(warnings.Select(warning => $"> [!WARNING]\n> {MarkdownText.Code(warning)}\n\n")) + (diff.IsEmpty ? "No difference.\n" : ""), Importance.Head);
        if (diff.Environments.Count > 0)
            yield return MarkdownSection.Text("environments that change", Summary(diff.Environments), Importance.Head);
        foreach (var section in diff.Environments.SelectMany(Environment).Append(Files(diff)).OfType<MarkdownSection>())
            yield return section;
    }

    private static string Summary(IReadOnlyList<EnvironmentDiff> environments) =>
        "| Environment | Added | Changed | Removed | Cost | Reach | Permissions |\n|---|--:|--:|--:|---|---|---|\n"
            + string.Concat(environments.Select(environment =>
            {
                int Count(DiffKind kind) => environment.Resources.Count(resource => resource.Kind == kind);
                return string.Create(CultureInfo.InvariantCulture, $"| {MarkdownText.Code(DiffLines.Head(environment))} | {Count(DiffKind.Added)} | {Count(DiffKind.Changed)} | {Count(DiffKind.Removed)} | {DiffLines.Cost(environment)} | {Change(environment.Exposure)} | {Change(environment.Permissions)} |\n");
            })) + "\n";

    private static IEnumerable<MarkdownSection?> Environment(EnvironmentDiff environment)
    {
        var name = environment.Name;
        yield return MarkdownSection.Fold($"{name}: resources ({environment.Resources.Count})", environment.Resources.SelectMany(resource =>
            resource.Properties.Select(property => $"    {DiffLines.Of(property)}").Prepend($"{DiffLines.Sign(resource.Kind)} {resource.Name} ({resource.Type})")), Importance.Detail);
        yield return MarkdownSection.Fold($"{name}: cost", environment.Cost.Select(change =>
            string.Create(CultureInfo.InvariantCulture, $"{change.AfterUsd - change.BeforeUsd:+0.00;-0.00} {change.Resource}")), Importance.Cost);
        yield return MarkdownSection.Fold($"{name}: who can reach what", DiffLines.Of(environment.Exposure, DiffLines.Of), Importance.Reach);
        yield return MarkdownSection.Fold($"{name}: permissions", DiffLines.Of(environment.Permissions, permission => $"{permission}"), Importance.Reach);
    }

    private static MarkdownSection? Files(ReviewDiff diff) => diff.Files is { } files
        ? MarkdownSection.Fold($"Files ({files.Count})", files.Select(file => $"{DiffLines.Sign(file.Kind)} {file.Path}"), Importance.Detail) : null;

    private static string Change<T>(SetDiff<T> set) =>
        set.IsEmpty ? "same" : string.Create(CultureInfo.InvariantCulture, $"+{set.Added.Count} -{set.Removed.Count}");
}
