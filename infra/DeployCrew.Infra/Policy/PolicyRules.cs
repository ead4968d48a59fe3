using DeployCrew.Infra.Policy.Rules;

namespace DeployCrew.Infra.Policy;

/// <summary>All rules.</summary>
public static class PolicyRules
{
    internal static readonly PolicyRule SuppressionWithoutReason = new("DCP901", PolicySeverity.Medium,
        "A suppression has a reason", "Nobody can judge later whether it still holds.", "Give the reason, or remove the suppression.",
        "AWS Well-Architected SEC01-BP08");

    internal static readonly PolicyRule SuppressionExpired = new("DCP902", PolicySeverity.Medium,
        "A suppression has not expired", "What was accepted for a time would be accepted for ever.",
        "Correct what was found, or accept it again with a new date.", "AWS Well-Architected SEC01-BP08");

    private static readonly Dictionary<string, PolicyRule> ById =
        new PolicyRule[][]
        {
            NetworkRules.All, LoadBalancerRules.All, EncryptionRules.All, BucketRules.All, IdentityRules.All, TrustRules.All,
            ContainerRules.All, ServiceRules.All, ImageRules.All, DatabaseRules.All, CacheRules.All, LoggingRules.All, SecretRules.All,
            ComputeRules.All, [SuppressionWithoutReason, SuppressionExpired],
        }.SelectMany(rules => rules).ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<PolicyRule> All { get; } = [.. ById.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>The rule of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static PolicyRule Find(string id) => ById[id];
}
