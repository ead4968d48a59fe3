using System.Text.RegularExpressions;
using DeployCrew.Images.Linting.Syntax;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Proposals;

/// <summary>What is copied: files of the app that go into the build, and what other stages and permitted images hold.</summary>
internal static partial class CopyRails
{
    public static IEnumerable<string> Problems(Dockerfile file, ProposalContext context, PermittedBases bases)
    {
        foreach (var stage in file.Stages)
        {
            foreach (var copy in stage.Instructions.Where(one => one.Keyword == "COPY"))
            {
                var problem = copy.Operands.Count < 2 || copy.Exec is null && copy.Arguments.Text.AsSpan().ContainsAny('\'', '"', '\\') ? "COPY takes plain names: what, and where to"
                    : copy.Flag("from") is { } from ? FromProblem(file, stage, from, bases)
                    : copy.Operands.SkipLast(1).Select(source => SourceProblem(source, context)).FirstOrDefault(one => one is not null);
                if (problem is not null)
                    yield return $"line {copy.Lines.First}: {problem}";
            }
        }
    }

    private static string? FromProblem(Dockerfile file, Stage stage, string from, PermittedBases bases) =>
        file.FindStage(from, stage.Index) is not null ? null : bases.Problem(from);

    private static string? SourceProblem(string source, ProposalContext context)
    {
        var path = source is "." or "./" ? "." : source.StartsWith("./", StringComparison.Ordinal) ? source[2..] : source;
        if (!Plain().IsMatch(path) || path.StartsWith('/') || path.Split('/').Contains(".."))
            return $"'{source}' does not name files of the app";
        if (path == ".")
            return null;
        var taken = DockerIgnore.Parse(path.TrimEnd('/'));
        return context.Files.Any(taken.Ignores) ? null : $"'{source}' is none of the app's files that go into the build";
    }

    // Letters, digits and what names of files have; * and ? stand for others.
    [GeneratedRegex(@"\A[\w./*?@+=,-]+\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Plain();
}
