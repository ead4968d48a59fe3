using DeployCrew.Images.Linting.Rules;

namespace DeployCrew.Images.Linting;

/// <summary>All rules there are.</summary>
internal static class LintRules
{
    /// <summary>Grows when a rule is added or judges otherwise than before.</summary>
    public const string Version = "1";

    /// <summary>In the order of their ids.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        .. new[]
        {
            StageRules.All, BaseImageRules.All, BuildStageRules.All, AptRules.All, PackageRules.All, CopyRules.All, ShellRules.All, StartRules.All,
            UserRules.All, SettingRules.All, LayerRules.All, DependencyRules.All, ContextRules.All, SecretRules.All,
        }.SelectMany(rules => rules).OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];
}
