using System.Text.RegularExpressions;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>WORKDIR, ENV and labels.</summary>
internal static partial class SettingRules
{
    public static IReadOnlyList<LintRule> All =>
    [
        new("DL3000", LintSeverity.Error, "WORKDIR names the folder from the root.", "A relative one depends on all those above it, and on the base image.",
            "Write WORKDIR /app.",
            input => input.Of("WORKDIR").Where(one => one.Words.Count > 0 && !CopyRules.IsFromRoot(one.Words[0].Value))
                .Select(one => Found.At(one, $"'{one.Words[0].Value}' is relative."))),
        new("DL3044", LintSeverity.Error, "ENV does not use what it sets itself.", "Within one ENV, a variable still has its old value.",
            "Split the ENV in two.", OwnVariable),
        new("DL4000", LintSeverity.Error, "The maintainer is a label.", "MAINTAINER is deprecated.", "Write LABEL org.opencontainers.image.authors=\"…\".",
            input => input.Of("MAINTAINER").Select(one => Found.At(one, "MAINTAINER is deprecated.", new Fix("MAINTAINER → LABEL",
                [new TextEdit(one.Start, one.End, $"LABEL org.opencontainers.image.authors=\"{one.Arguments.Text.Trim().Replace("\"", "", StringComparison.Ordinal)}\"")])))),
    ];

    /// <summary>Names and values of an ENV, of either form.</summary>
    internal static IEnumerable<(string Name, string Value)> Pairs(Instruction env)
    {
        if (env.Words.Count > 0 && !env.Words[0].Text.Contains('=', StringComparison.Ordinal))
            return [(env.Words[0].Value, string.Join(' ', env.Words.Skip(1).Select(word => word.Value)))];
        return env.Words.Select(word => word.Value.Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1]));
    }

    private static IEnumerable<Found> OwnVariable(LintInput input)
    {
        foreach (var stage in input.File.Stages)
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (var one in stage.AllInstructions)
            {
                var pairs = one.Keyword == "ENV" ? Pairs(one).ToList() : [];
                var own = pairs.SelectMany(pair => Variable().Matches(pair.Value).Select(match => match.Groups["name"].Value).Where(name => name != pair.Name))
                    .FirstOrDefault(name => !known.Contains(name) && pairs.Any(pair => pair.Name == name));
                if (own is not null && stage.Instructions.Contains(one))
                    yield return Found.At(one, $"${own} is used in the ENV that sets it.");
                known.UnionWith(pairs.Select(pair => pair.Name));
                if (one.Keyword == "ARG")
                    known.UnionWith(one.Words.Select(word => word.Value.Split('=')[0]));
            }
        }
    }

    [GeneratedRegex(@"\$\{?(?<name>[A-Za-z_]\w*)")]
    private static partial Regex Variable();
}
