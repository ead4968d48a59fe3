using System.Text.RegularExpressions;
using DeployCrew.Core.Secrets;
using DeployCrew.Images.Linting.Secrets;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>Secrets in the Dockerfile itself. Messages never hold the value.</summary>
internal static partial class SecretRules
{
    public static IReadOnlyList<LintRule> All =>
    [
        new("DCL08", LintSeverity.Error, "The Dockerfile holds no secret.",
            "ENV, ARG and RUN stay readable in the image's history, for everybody who can pull it.",
            "At run time: 'secrets' of the service in requirements.json. During the build: RUN --mount=type=secret.", Secrets),
    ];

    private static IEnumerable<Found> Secrets(LintInput input)
    {
        foreach (var one in input.Of("ENV", "ARG", "RUN", "LABEL", "CMD", "ENTRYPOINT"))
        {
            var found = one.Keyword switch
            {
                "ENV" => OfVariable(one),
                "ARG" => OfArgument(one),
                _ => null,
            };
            if (found is not null)
                yield return found;
            else if (SecretPatterns.IsSecretValue(TextOf(one)) || (one.Keyword == "RUN" && HasSecretOption(TextOf(one))))
                yield return Found.At(one, $"A secret stands in {one.Keyword}.");
        }
    }

    private static Found? OfVariable(Instruction env) =>
        SettingRules.Pairs(env).Where(pair => SecretPatterns.IsSecretName(pair.Name) && SecretPatterns.CouldBeSecret(pair.Value))
            .Select(pair => Found.At(env, $"ENV {pair.Name} has its value in the image.")).FirstOrDefault();

    private static Found? OfArgument(Instruction argument)
    {
        foreach (var parts in argument.Words.Select(word => word.Value.Split('=', 2)).Where(parts => SecretPatterns.IsSecretName(parts[0])))
        {
            if (parts.Length == 1 || SecretPatterns.IsPlaceholder(parts[1]))
                return Found.At(argument, $"Whatever is passed as ARG {parts[0]} stays in the image's history.") with { Severity = LintSeverity.Warning };
            if (SecretPatterns.CouldBeSecret(parts[1]))
                return Found.At(argument, $"ARG {parts[0]} has its value in the image's history.");
        }

        return null;
    }

    private static bool HasSecretOption(string text) =>
        Option().Match(text) is { Success: true } option && SecretPatterns.CouldBeSecret(option.Groups["value"].Value);

    private static string TextOf(Instruction one) => string.Concat(one.Heredocs.Select(heredoc => heredoc.Body.Text).Prepend(one.Arguments.Text));

    // --password=hunter22 · --token abc · //registry/:_authToken=abc
    [GeneratedRegex("""(?:--(?:password|token|api-key|secret)[= ]|_authToken[= ])["']?(?<value>[^\s"']+)""")]
    private static partial Regex Option();
}
