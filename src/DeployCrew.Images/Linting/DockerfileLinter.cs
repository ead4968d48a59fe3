using System.Security.Cryptography;
using System.Text;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting;

/// <summary>Finds what makes a Dockerfile's image larger, slower, less safe or less repeatable than it could be, and puts right what is safe to.</summary>
public static class DockerfileLinter
{
    private const int MostRounds = 200;

    /// <summary>Lints.</summary>
    /// <param name="file">How the file is called in the report.</param>
    /// <param name="text">The Dockerfile.</param>
    /// <param name="context">What is known of the folder; null is nothing.</param>
    public static LintReport Lint(string file, string text, LintContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var known = context ?? LintContext.Unknown;
        var source = new SourceText(text);
        var hits = Hit.All(text, known);
        return new LintReport(file, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            [.. hits.Select(hit => hit.ToFinding(source, FixCheck.Holds(text, known, hits, hit)))]);
    }

    /// <summary>Applies every fix that removes its finding and makes no other, until there is none left.</summary>
    public static LintFixes Fix(string text, LintContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var known = context ?? LintContext.Unknown;
        var now = new LintFixes(text, known.DockerIgnore, []);
        for (var round = 0; round < MostRounds; round++)
        {
            var view = known with { DockerIgnore = now.DockerIgnore };
            var hits = Hit.All(now.Dockerfile, view);
            if (hits.FirstOrDefault(hit => FixCheck.Holds(now.Dockerfile, view, hits, hit)) is not { Found.Fix: { } fix } next)
                return now;
            now = new LintFixes(TextEdit.Apply(now.Dockerfile, fix.Edits), fix.DockerIgnore ?? now.DockerIgnore, [.. now.Applied, $"{next.Rule.Id}: {fix.Title}"]);
        }

        return now;
    }
}
