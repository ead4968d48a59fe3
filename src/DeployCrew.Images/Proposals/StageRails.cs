using System.Text.RegularExpressions;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Proposals;

/// <summary>What stages stand on, and how they are called.</summary>
internal static partial class StageRails
{
    public static IEnumerable<string> Problems(Dockerfile file, PermittedBases bases)
    {
        foreach (var stage in file.Stages)
        {
            var (line, words) = (stage.From.Lines.First, stage.From.Words);
            if (words.Count is not (1 or 3) || (words.Count == 3 && (stage.Name is not { } name || !StageName().IsMatch(name.Text))))
                yield return $"line {line}: write FROM image:tag, or FROM image:tag AS name";
            else if (stage.Parent is null && words[0].Text != "scratch" && bases.Problem(words[0].Text) is { } problem)
                yield return $"line {line}: {problem}";
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StageName();
}
