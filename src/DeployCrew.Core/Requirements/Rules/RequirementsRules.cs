namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Everything that is asked of requirements beyond their schema.</summary>
internal static class RequirementsRules
{
    private static readonly Action<RuleContext>[] All =
    [
        TaskSizeRule.Check, ScalingRule.Check, RequestScalingRule.Check, HealthRule.Check, StrategyRule.Check,
        NetworkRule.Check, SubnetRule.Check, ZoneRule.Check, NetworkOverlapRule.Check, ExistingRule.Check,
        NameLengthRule.Check, ReservedNameRule.Check, NameCollisionRule.Check,
        ServiceReferenceRule.Check, RouteRule.Check, DomainRule.Check,
        VariableRule.Check, SecretReferenceRule.Check, ClearSecretRule.Check, BackingRule.Check, SuppressionRule.Check, GitHubRule.Check, BuildRule.Check,
    ];

    public static void Check(RuleContext context)
    {
        foreach (var rule in All)
            rule(context);
    }
}
