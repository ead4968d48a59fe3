using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting;

/// <summary>A place with the rule that found it.</summary>
internal sealed record Hit(LintRule Rule, Found Found)
{
    private LintSeverity Severity => Found.Severity ?? Rule.Severity;

    /// <summary>Everything that is found and not left out, in the order of the places.</summary>
    public static IReadOnlyList<Hit> All(string text, LintContext context)
    {
        var file = Dockerfile.Parse(text);
        var input = new LintInput(file, context);
        return
        [
            .. LintRules.All.Where(rule => !context.Ignored.Contains(rule.Id, StringComparer.OrdinalIgnoreCase))
                .SelectMany(rule => rule.Check(input).Select(found => new Hit(rule, found)))
                .Where(hit => !Ignores.Holds(file, hit.Rule.Id, hit.Found.Start))
                .OrderBy(hit => hit.Found.Start).ThenBy(hit => hit.Rule.Id, StringComparer.Ordinal),
        ];
    }

    public LintFinding ToFinding(SourceText source, bool isFixable)
    {
        var (at, end) = (source.At(Found.Start), source.At(Math.Max(Found.Start, Found.End - 1)));
        return new LintFinding(Rule.Id, Severity, at.Line, at.Column, end.Line, Found.Message, Rule.Remedy, isFixable ? Found.Fix!.Title : null);
    }
}
