using System.Globalization;
using System.Text;
using DeployCrew.Infra.Review.Changes;

namespace DeployCrew.Cli.Rendering;

/// <summary>A difference as a comment on a pull request: the summary first, the rest folded.</summary>
internal static class DiffMarkdown
{
    public static string Write(ReviewDiff diff, IEnumerable<string> warnings)
    {
        var text = new StringBuilder("### What changes\n\n");
        foreach (var warning in warnings)
            text.Append($"> [!WARNING]\n> {Code(warning)}\n\n");
        if (diff.IsEmpty)
            return text.Append("No difference.\n").ToString();
        if (diff.Environments.Count > 0)
            Summary(text, diff.Environments);
        foreach (var environment in diff.Environments)
            Environment(text, environment);
        if (diff.Files is { Count: > 0 } files)
            Fold(text, $"Files ({files.Count})", files.Select(file => $"{DiffLines.Sign(file.Kind)} {file.Path}"));
        return text.ToString();
    }

    private static void Summary(StringBuilder text, IReadOnlyList<EnvironmentDiff> environments)
    {
        text.Append("| Environment | Added | Changed | Removed | Cost | Reach | Permissions |\n|---|--:|--:|--:|---|---|---|\n");
        foreach (var environment in environments)
        {
            int Count(DiffKind kind) => environment.Resources.Count(resource => resource.Kind == kind);
            text.Append(CultureInfo.InvariantCulture, $"| {Code(DiffLines.Head(environment))} | {Count(DiffKind.Added)} | {Count(DiffKind.Changed)} | {Count(DiffKind.Removed)} | ")
                .Append(CultureInfo.InvariantCulture, $"{DiffLines.Cost(environment)} | {Change(environment.Exposure)} | {Change(environment.Permissions)} |\n");
        }

        text.Append('\n');
    }

    private static void Environment(StringBuilder text, EnvironmentDiff environment)
    {
        var name = environment.Name;
        Fold(text, $"{name}: resources ({environment.Resources.Count})", environment.Resources.SelectMany(resource =>
            resource.Properties.Select(property => $"    {DiffLines.Of(property)}").Prepend($"{DiffLines.Sign(resource.Kind)} {resource.Name} ({resource.Type})")));
        Fold(text, $"{name}: cost", environment.Cost.Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.AfterUsd - change.BeforeUsd:+0.00;-0.00} {change.Resource}")));
        Fold(text, $"{name}: who can reach what", DiffLines.Of(environment.Exposure, DiffLines.Of));
        Fold(text, $"{name}: permissions", DiffLines.Of(environment.Permissions, permission => $"{permission}"));
    }

    // In a block of code, nothing of a stranger's text is markup or a mention; the fence is longer than any run of backticks in it.
    private static void Fold(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = string.Join('\n', lines);
        if (all.Length == 0)
            return;
        var fence = new string('`', Math.Max(3, LongestRun(all) + 1));
        text.Append($"<details><summary>{System.Net.WebUtility.HtmlEncode(title)}</summary>\n\n{fence}diff\n{all}\n{fence}\n\n</details>\n\n");
    }

    private static string Code(string content)
    {
        var fence = new string('`', LongestRun(content) + 1);
        return $"{fence} {content.Replace("|", "\\|", StringComparison.Ordinal)} {fence}";
    }

    private static string Change<T>(SetDiff<T> set) =>
        set.IsEmpty ? "same" : string.Create(CultureInfo.InvariantCulture, $"+{set.Added.Count} -{set.Removed.Count}");

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
            longest = Math.Max(longest, run = letter == '`' ? run + 1 : 0);
        return longest;
    }
}
