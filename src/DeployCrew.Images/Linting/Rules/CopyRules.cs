using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>COPY and ADD.</summary>
internal static class CopyRules
{
    private static readonly string[] Archives = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".gz", ".bz2", ".xz"];

    public static IReadOnlyList<LintRule> All =>
    [
        new("DL3020", LintSeverity.Error, "Files are copied with COPY.", "ADD unpacks archives and downloads; COPY does what it says.",
            "Write COPY.", Added),
        new("DL3021", LintSeverity.Error, "COPY of several files names a folder.", "Builders refuse another target.", "End the target with a slash.", SeveralFiles),
        new("DL3045", LintSeverity.Warning, "A relative target has a WORKDIR.", "Without WORKDIR, it lands wherever the base image happens to stand.",
            "Set WORKDIR above, or name the target from the root.", RelativeTarget),
    ];

    private static IEnumerable<Found> Added(LintInput input) =>
        input.Of("ADD").Where(add => add.Operands.Count > 1 && Sources(add).Any(IsPlain))
            .Select(add => Found.At(add, "ADD takes files that need no unpacking.",
                add.Flags.Any(flag => flag.Name is not ("chown" or "chmod" or "link"))
                    || Sources(add).Any(source => !IsPlain(source) || source.Contains('$', StringComparison.Ordinal))
                    ? null : Fix.Replace("ADD → COPY", add.KeywordWord, char.IsLower(add.KeywordWord.Text[0]) ? "copy" : "COPY")));

    internal static IEnumerable<string> Sources(Instruction copy) => copy.Operands.Take(copy.Operands.Count - 1);

    private static bool IsPlain(string source) =>
        !source.Contains("://", StringComparison.Ordinal) && !source.StartsWith("git@", StringComparison.Ordinal)
        && !Archives.Any(end => source.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Found> SeveralFiles(LintInput input) =>
        input.Of("COPY").Where(copy => copy.Operands.Count > 2 && NamesNoFolder(copy.Operands[^1]))
            .Select(copy => Found.At(copy, $"Several files are copied to '{copy.Operands[^1]}', which names no folder.",
                copy.Exec is null && copy.Heredocs.Count == 0 && copy.Words[^1].Text == copy.Words[^1].Value
                    ? new Fix("end the target with a slash", [TextEdit.Insert(copy.Words[^1].End, "/")]) : null));

    private static bool NamesNoFolder(string target) => !target.EndsWith('/') && target is not "." && !target.Contains('$', StringComparison.Ordinal);

    private static IEnumerable<Found> RelativeTarget(LintInput input)
    {
        foreach (var stage in input.File.Stages)
        {
            if (stage.Parent?.AllInstructions.Any(one => one.Keyword == "WORKDIR") == true)
                continue;
            foreach (var copy in stage.Instructions.TakeWhile(one => one.Keyword != "WORKDIR").Where(one => one.Keyword is "COPY" or "ADD" && one.Operands.Count > 1))
            {
                if (!IsFromRoot(copy.Operands[^1]))
                    yield return Found.At(copy, $"'{copy.Operands[^1]}' is relative, and there is no WORKDIR.");
            }
        }
    }

    // /app · $HOME/app · C:\app
    internal static bool IsFromRoot(string path) => path.Length > 0 && (path[0] is '/' or '$' || (path.Length > 2 && path[1] == ':'));
}
